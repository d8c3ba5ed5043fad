import { expect, test } from "vitest";
import { applied } from "../../../test/support/marked.ts";
import { headlineStatements } from "./headline-statements.ts";

test.each<[string, string, string[]]>([
  [
    "a name and a colon before a quotation",
    "Lind: “No deal with Nordholm”\nTalks ended on Monday.",
    ["Lind | : | “No deal with Nordholm”"],
  ],
  [
    "a tag with the verb behind the name",
    "Truce talks to resume, envoy says\nTalks ended on Monday.",
    ["envoy | says | Truce talks to resume"],
  ],
  ["a tag with the verb before the name", "Dam safe for winter, says ministry\nThe dam is old.", ["ministry | says | Dam safe for winter"]],
  [
    "a tag where the model marked the content from its verb only",
    "Truce talks [content to resume in May], [source envoy] [cue says]\nTalks ended on Monday.",
    ["envoy | says | Truce talks to resume in May"],
  ],
  [
    "a marked content that ends where a quotation begins is made whole",
    "[content Nahr ']begging Ost' for a truce, [source envoy] [cue says]\nTalks ended on Monday.",
    ["envoy | says | Nahr 'begging Ost' for a truce"],
  ],
  ["a dash and a name", "Dam safe for the winter — ministry\nThe dam is old.", ["ministry | — | Dam safe for the winter"]],
  ["a colon and a name at the end", "Ferry crash was avoidable: TSA\nThe ferry sank.", ["TSA | : | Ferry crash was avoidable"]],
  ["near miss: a label before a colon is no source", "Analysis: Why the ferry sank\nThe ferry sank.", []],
  ["near miss: an appointment is no statement", "Council meets at Port Hallam – 7 May 2031\nThe council met.", []],
  ["near miss: a sentence of the body with a colon", "Ferry late\nThe council has one wish: a new ferry by the spring.", []],
  ["a topic that was taken for somebody's words goes", "[source Storm Edda][cue :] [content what we know so far]\nThe storm came.", []],
])("%s", (_, marked, statements) => {
  expect(applied(headlineStatements, marked)).toEqual(statements);
});
