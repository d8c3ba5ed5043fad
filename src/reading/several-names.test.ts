import { expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import { readMentionLabels } from "./mention-labels.ts";
import { placesIn } from "./several-names.ts";

const labels = await readMentionLabels(diskResources());

test.each<[string, readonly string[]]>([
  ["Miramar California", ["Miramar", "California"]],
  ["San Rafael Ca", ["San Rafael", "Ca"]],
  ["brittany france", ["brittany", "france"]],
  ["Wewak Papua New Guinea", ["Wewak", "Papua New Guinea"]],
  ["Little Rock\nArkansas", ["Little Rock", "Arkansas"]],
  ["California", ["California"]],
  ["New Mexico", ["New Mexico"]],
  ["West Virginia", ["West Virginia"]],
  ["Papua New Guinea", ["Papua New Guinea"]],
  ["Northern California", ["Northern California"]],
  ["Lake Ontario", ["Lake Ontario"]],
  ["Gulf of Mexico", ["Gulf of Mexico"]],
  ["Rue de France", ["Rue de France"]],
  ["plaza la", ["plaza la"]],
  ["Hallam Bay", ["Hallam Bay"]],
  ["", [""]],
])("%s", (text, expected) => {
  const found = placesIn(`In ${text}.`, { start: 3, end: 3 + text.length }, labels);
  expect(found.map(({ start, end }) => `In ${text}.`.slice(start, end))).toEqual(expected);
});
