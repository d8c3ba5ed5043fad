import { expect, test } from "vitest";
import { wholeFirmName, wholeGroupName, wholePersonName } from "./whole-names.ts";

const parts = { tails: new Set(["backed", "era"]), particles: new Set(["el", "al"]), firmForms: new Set(["Inc", "LP", "Pvt", "Ltd"]) };

const whole = { person: wholePersonName, firm: wholeFirmName, group: wholeGroupName };

test.each<[keyof typeof whole, string, string, string]>([
  ["person", "Ban Ki-moon left.", "Ban Ki", "Ban Ki-moon"],
  ["person", "so Noh Ji-won said", "Noh Ji", "Noh Ji-won"],
  ["person", "Tariq el-Sayed left.", "Tariq", "Tariq el-Sayed"],
  ["person", "an Ann Pell-backed plan", "Ann Pell", "Ann Pell"],
  ["person", "the Ann Pell-era rules", "Ann Pell", "Ann Pell"],
  ["person", "a Pell-like man", "Pell", "Pell"],
  ["person", "Ann Pell-Vik left", "Ann Pell", "Ann Pell"],
  ["person", "Ann Vårdalen-on-sea", "Ann Vårdalen", "Ann Vårdalen"],
  ["person", "Tariq de-Mining left", "Tariq", "Tariq"],
  ["person", "Ban Ki", "Ban Ki", "Ban Ki"],
  ["person", 'from "Lind, Ana" <ana@hallam.example>', "Ana", "Lind, Ana"],
  ["person", "from “Lind, Ana Ruth” today", "Lind", "Lind, Ana Ruth"],
  ["person", 'She said "Lind, Ana and I left" then', "Lind", "Lind"],
  ["person", 'She said "No," and Lind, Ana and Per left', "Ana", "Ana"],
  ["group", "the al-Nahr fighters", "al", "al-Nahr"],
  ["group", "the pro-Nahr fighters", "pro", "pro"],
  ["group", "al Nahr", "al", "al"],
  ["firm", "it is Hallam Lines, Inc.. It sank", "Hallam Lines", "Hallam Lines, Inc."],
  ["firm", "Hallam Lines, Inc., sank", "Hallam Lines", "Hallam Lines, Inc."],
  ["firm", "Hallam Lines Inc sank", "Hallam Lines", "Hallam Lines Inc"],
  ["firm", "by Pell L.P. of Ostby", "Pell", "Pell L.P."],
  ["firm", "by Pell Pvt. Ltd. of Ostby", "Pell", "Pell Pvt. Ltd."],
  ["firm", "Pell, Incidentally, sank", "Pell", "Pell"],
  ["firm", "Pell, inc", "Pell", "Pell"],
  ["firm", "Pell\nInc", "Pell", "Pell"],
  ["firm", "Pell", "Pell", "Pell"],
])("the %s's name in “%s”: %s is %s", (kind, text, name, expected) => {
  const start = text.indexOf(name);
  const span = whole[kind](text, { start, end: start + name.length }, parts);
  expect(text.slice(span.start, span.end)).toBe(expected);
});
