import { expect, test } from "vitest";
import { wholeFirmName, wholePersonName } from "./whole-names.ts";

const parts = { tails: new Set(["backed", "era"]), particles: new Set(["el", "al"]), firmForms: new Set(["Inc", "LP", "Pvt", "Ltd"]) };
const whole = (find: typeof wholePersonName, text: string, name: string): string => {
  const start = text.indexOf(name);
  const span = find(text, { start, end: start + name.length }, parts);
  return text.slice(span.start, span.end);
};

test.each([
  ["Ban Ki-moon left.", "Ban Ki", "Ban Ki-moon"],
  ["so Noh Ji-won said", "Noh Ji", "Noh Ji-won"],
  ["Tariq el-Sayed left.", "Tariq", "Tariq el-Sayed"],
  ["an Ann Pell-backed plan", "Ann Pell", "Ann Pell"],
  ["the Ann Pell-era rules", "Ann Pell", "Ann Pell"],
  ["a Pell-like man", "Pell", "Pell"],
  ["Ann Pell-Vik left", "Ann Pell", "Ann Pell"],
  ["Ann Vårdalen-on-sea", "Ann Vårdalen", "Ann Vårdalen"],
  ["Tariq de-Mining left", "Tariq", "Tariq"],
  ["Ban Ki", "Ban Ki", "Ban Ki"],
])("in “%s” %s is %s", (text, name, expected) => expect(whole(wholePersonName, text, name)).toBe(expected));

test.each([
  ["Hallam Lines, Inc., sank", "Hallam Lines", "Hallam Lines, Inc."],
  ["Hallam Lines Inc sank", "Hallam Lines", "Hallam Lines Inc"],
  ["by Pell L.P. of Ostby", "Pell", "Pell L.P."],
  ["by Pell Pvt. Ltd. of Ostby", "Pell", "Pell Pvt. Ltd."],
  ["Pell, Incidentally, sank", "Pell", "Pell"],
  ["Pell, inc", "Pell", "Pell"],
  ["Pell\nInc", "Pell", "Pell"],
  ["Pell", "Pell", "Pell"],
])("in “%s” the firm %s is %s", (text, name, expected) => expect(whole(wholeFirmName, text, name)).toBe(expected));
