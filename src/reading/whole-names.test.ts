import { expect, test } from "vitest";
import { wholeName } from "./whole-names.ts";

const parts = { tails: new Set(["backed", "era"]), particles: new Set(["el", "al"]) };
const whole = (text: string, name: string): string => {
  const start = text.indexOf(name);
  const span = wholeName(text, { start, end: start + name.length }, parts);
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
])("in “%s” %s is %s", (text, name, expected) => expect(whole(text, name)).toBe(expected));
