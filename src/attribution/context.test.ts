import { describe, expect, test } from "vitest";
import { type Parse, parsedFrom } from "../../test/support/parsed.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { slice } from "../text/span.ts";
import { createEntities } from "../entity/entities.ts";
import { createTime } from "../time/time.ts";
import { createAttribution } from "./attribution.ts";
import { createContext } from "./context.ts";

const [attribution, time, entity, context] = await Promise.all([
  createAttribution(diskResources()),
  createTime(diskResources()),
  createEntities(diskResources()),
  createContext(diskResources()),
]);

async function contextsOf(marked: string, parse: Parse) {
  const article = parsedFrom(marked, { publishedAt: "2024-03-08", ...parse });
  const [{ statements } = { statements: [] }] = await attribution.run([article]);
  const [{ times } = { times: [] }] = await time.run([article]);
  const attributed = { ...article, layers: { ...article.layers, statements, times } };
  const [known = { entities: [], statements }] = await entity.run([attributed]);
  const [answer] = await context.run([{ ...attributed, layers: { ...attributed.layers, ...known } }]);
  const shown = (span: { start: number; end: number } | null | undefined) => (span ? slice(article.text, span) : null);
  return (answer?.statements ?? []).map(({ channel, addressee, saidAt, polarity }) => ({
    channel: channel ? `${channel.kind}: ${shown(channel)}` : null,
    addressee: shown(addressee),
    saidAt: saidAt ? `${shown(saidAt)}: ${saidAt.date}` : null,
    polarity,
  }));
}
const NOTHING = { channel: null, addressee: null, saidAt: null, polarity: "asserted" };

const TOLD = `Lind PROPN NNP nsubj>told
  told VERB VBD root>
  deputies NOUN NNS obj>told
  Monday PROPN NNP obl>told`;
const SAID = `Lind PROPN NNP nsubj>said
  She PRON PRP nsubj>said
  said VERB VBD root>
  in ADP IN case>interview
  an DET DT det>interview
  interview NOUN NN obl>said
  with ADP IN case>Nord
  Radio PROPN NNP compound>Nord
  Nord PROPN NNP nmod>interview
  resign VERB VB ccomp>said
  Friday PROPN NNP obl>resign
  Monday PROPN NNP obl>said`;

describe("the context of a statement", () => {
  test.each<[string, string, Parse, object[]]>([
    [
      "whom it was told and on which day",
      "[source Lind] [cue told] deputies on Monday [content that the dam leaked].",
      { tree: TOLD, mentions: "deputies group" },
      [{ ...NOTHING, addressee: "deputies", saidAt: "Monday: 2024-03-04" }],
    ],
    [
      "an interview, and with whom",
      "[source Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].",
      { tree: SAID, mentions: "Radio Nord organisation" },
      [{ ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord" }],
    ],
    [
      "a time inside the content is not when it was said",
      "[source Lind] [cue said] [content she would resign on Friday].",
      { tree: SAID },
      [NOTHING],
    ],
    [
      "the time of saying beside the time of what is said",
      "[source Lind] [cue said] on Monday [content she would resign on Friday].",
      { tree: SAID },
      [{ ...NOTHING, saidAt: "Monday: 2024-03-04" }],
    ],
    [
      "the next sentence goes on; whom it was told stays with its own paragraph",
      "[source Lind] [cue said] in an interview with Radio Nord on Monday [content that the dam leaked].\n[source2 She] [cue2 said] [content2 nobody listened].",
      { tree: SAID, mentions: "Radio Nord organisation" },
      [
        { ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord", saidAt: "Monday: 2024-03-04" },
        { ...NOTHING, channel: "interview: an interview with Radio Nord", saidAt: "Monday: 2024-03-04" },
      ],
    ],
    [
      "another speaker has another occasion",
      "[source Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].\n[source2 Per Oda] [cue2 said] [content2 nobody listened].",
      { tree: SAID },
      [{ ...NOTHING, channel: "interview: an interview with Radio Nord" }, NOTHING],
    ],
    [
      "a verb that is its own channel",
      "[source Lind] [cue tweeted] [content “Wrong.”]",
      { tree: "Lind PROPN NNP nsubj>tweeted\ntweeted VERB VBD root>" },
      [{ ...NOTHING, channel: "post: tweeted" }],
    ],
    [
      "whom the content begins with when they are asked to do something",
      "[source Lind] [cue urged] [content deputies to leave].",
      { tree: "urged VERB VBD root>\ndeputies NOUN NNS obj>urged", mentions: "deputies group" },
      [{ ...NOTHING, addressee: "deputies" }],
    ],
    [
      "no day of publication, no day of saying",
      "[source Lind] [cue told] deputies on Monday [content that the dam leaked].",
      { tree: TOLD, publishedAt: "" },
      [{ ...NOTHING, addressee: "deputies", saidAt: "Monday: null" }],
    ],
  ])("%s", async (_, marked, parse, expected) => expect(await contextsOf(marked, parse)).toEqual(expected));

  test.each([
    [
      "hypothetical",
      "a condition on the verb",
      "If [source Lind] ever [cue says] [content so], work starts.",
      "If SCONJ IN mark>says\nsays VERB VBZ root>",
    ],
    ["hypothetical", "a doubt", "Perhaps [source Lind] later [cue said] [content so].", "Perhaps ADV RB advmod>said\nsaid VERB VBD root>"],
    ["not-said", "not thought", "[source Lind] [cue did not think] [content it was over].", "think VERB VB root>"],
    [
      "asserted",
      "a negation that is undone",
      "[source Lind] [cue did not hesitate to say] [content it was over].",
      "hesitate VERB VB root>",
    ],
    [
      "not-said",
      "nothing of the kind",
      "[source Lind] [cue offered] [content no proof].",
      "offered VERB VBD root>\nno DET DT det>proof\nproof NOUN NN obj>offered",
    ],
    ["question", "asked about", "[source Lind] [cue asked about] [content the dam].", "asked VERB VBD root>"],
  ])("is %s: %s", async (expected, _, marked, tree) =>
    expect((await contextsOf(marked, { tree })).map(({ polarity }) => polarity)).toEqual([expected]),
  );
});
