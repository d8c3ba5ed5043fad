import { expect, test } from "vitest";
import { distanceBucket } from "./distance.ts";

test.each([
  ["the same word", 0, 20],
  ["the word behind", 1, 21],
  ["eight words behind", 8, 28],
  ["nine words behind", 9, 29],
  ["sixteen words behind", 16, 31],
  ["very far behind", 10_000, 38],
  ["the word before", -1, 18],
  ["nine words before", -9, 10],
  ["very far before", -10_000, 1],
])("the bucket of a distance: %s", (_, words, bucket) => expect(distanceBucket(words)).toBe(bucket));
