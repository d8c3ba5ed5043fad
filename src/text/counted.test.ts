import { expect, test } from "vitest";
import { counted } from "./counted.ts";

test("one is one, and none is many", () => {
  expect([0, 1, 2].map((count) => counted(count, "outlet"))).toEqual(["0 outlets", "1 outlet", "2 outlets"]);
});
