import { describe, expect, test } from "vitest";
import { type Parse, parsedFrom } from "../../test/support/parsed.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { createEntities } from "../entity/entities.ts";
import { slice } from "../text/span.ts";
import { createTime } from "../time/time.ts";
import { createAttribution } from "./attribution.ts";
import { createContext } from "./context.ts";

const [attribution, time, entity, context] = await Promise.all([
  createAttribution(diskResources()),
  createTime(diskResources()),
  createEntities(diskResources()),
  createContext(diskResources()),
]);

async function rawContextsOf(marked: string, parse: Parse) {
  const article = parsedFrom(marked, { publishedAt: "2024-03-08", ...parse });
  const [{ statements } = { statements: [] }] = await attribution.run([article]);
  const [{ times } = { times: [] }] = await time.run([article]);
  const attributed = { ...article, layers: { ...article.layers, statements, times } };
  const [known = { entities: [], statements }] = await entity.run([attributed]);
  const [answer] = await context.run([{ ...attributed, layers: { ...attributed.layers, ...known } }]);
  return (answer?.statements ?? []).map((statement) => ({ ...statement, text: article.text, entities: known.entities }));
}

async function contextsOf(marked: string, parse: Parse) {
  return (await rawContextsOf(marked, parse)).map(({ channel, addressee, saidAt, polarity, text }) => ({
    channel: channel ? `${channel.kind}: ${slice(text, channel)}` : null,
    addressee: addressee ? slice(text, addressee) : null,
    saidAt: saidAt ? `${slice(text, saidAt)}: ${saidAt.date}` : null,
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

test("the addressee's entity, and none where the article knows none", async () => {
  const tree = "Ana PROPN NNP root>\nLind PROPN NNP flat>Ana\ntold VERB VBD root>\nPer PROPN NNP nsubj>told";
  const marked =
    "[source Per Oda] [cue told] Ana Lind [content that the dam leaked].\n[source2 Per Oda] [cue2 told] deputies [content2 so].";
  const [first, second] = await rawContextsOf(marked, {
    tree: `${tree}\ndeputies NOUN NNS obj>told`,
    mentions: "Per Oda person; Ana Lind person; deputies group",
  });
  expect(first?.entities.find(({ id }) => id === first.addressee?.entity)?.name).toBe("Ana Lind");
  expect(second?.addressee).toMatchObject({ entity: null });
});

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
      "whoever is the same person goes on, by whatever name",
      "[source Ana Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].\n[source2 Lind] [cue2 said] [content2 nobody listened].",
      { tree: `${SAID}\nAna PROPN NNP nsubj>said\nLind PROPN NNP flat>Ana`, mentions: "Ana Lind person; Radio Nord organisation" },
      [
        { ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord" },
        { ...NOTHING, channel: "interview: an interview with Radio Nord" },
      ],
    ],
    [
      "an hour on a line of its own ends an occasion",
      "[source Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].\n2:35 p.m.\n[source2 Lind] [cue2 said] [content2 nobody listened].",
      { tree: SAID },
      [{ ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord" }, NOTHING],
    ],
    [
      "a transcript goes on from turn to turn",
      "[source Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].\n[source2 ODA][cue2 :] [content2 And then?]\n[source3 LIND][cue3 :] [content3 Nobody listened.]",
      { tree: SAID },
      [
        { ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord" },
        { ...NOTHING, channel: "interview: an interview with Radio Nord", polarity: "question" },
        { ...NOTHING, channel: "interview: an interview with Radio Nord" },
      ],
    ],
    [
      "what was recorded is told in the present and is of another time",
      "[source Lind] [cue said] on Monday [content that the dam leaked].\n[source2 Lind] [cue2 says] [content2 nobody listens].",
      { tree: `${SAID}\nsays VERB VBZ root>` },
      [{ ...NOTHING, saidAt: "Monday: 2024-03-04" }, NOTHING],
    ],
    [
      "many letters are no occasion",
      "[source Lind] [cue said] in letters [content that the dam leaked].",
      { tree: "said VERB VBD root>\nin ADP IN case>letters\nletters NOUN NNS obl>said" },
      [NOTHING],
    ],
    [
      "the rally that was told it",
      "[source Lind] [cue told] the rally [content that the dam leaked].",
      { tree: "told VERB VBD root>\nthe DET DT det>rally\nrally NOUN NN obj>told" },
      [{ ...NOTHING, channel: "speech: the rally", addressee: "the rally" }],
    ],
    [
      "a debate in which it was said",
      "They recalled the debate, in which [source Lind] [cue said] [content that the dam leaked].",
      {
        tree: "recalled VERB VBD root>\nthe DET DT det>debate\ndebate NOUN NN obj>recalled\nsaid VERB VBD acl:relcl>debate\nLind PROPN NNP nsubj>said",
      },
      [{ ...NOTHING, channel: "debate: the debate" }],
    ],
    [
      "the account and the date of an embedded post",
      "[content Thirty years, one lamp.]\n[cue —] [source Otto Vale (@keeper_vale)] May 3, 2021",
      { tree: "" },
      [{ ...NOTHING, channel: "post: @keeper_vale", saidAt: "May 3, 2021: 2021-05-03" }],
    ],
    [
      "a day that something lasts to is none of saying",
      "[source Lind] [cue said] until Monday [content that the dam held].",
      { tree: "said VERB VBD root>\nuntil ADP IN case>Monday\nMonday PROPN NNP obl>said" },
      [NOTHING],
    ],
    [
      "tenants who were told",
      "Tenants [cue were told] [content that the dam leaked].",
      { tree: "Tenants NOUN NNS nsubj:pass>told\nwere AUX VBD aux:pass>told\ntold VERB VBN root>", mentions: "Tenants group" },
      [{ ...NOTHING, addressee: "Tenants" }],
    ],
    [
      "whom somebody pleaded with",
      "[source Lind] [cue pleaded with] [content deputies to leave].",
      { tree: "pleaded VERB VBD root>\nwith ADP IN case>deputies\ndeputies NOUN NNS obl>pleaded", mentions: "deputies group" },
      [{ ...NOTHING, addressee: "deputies" }],
    ],
    [
      "another speaker has another occasion",
      "[source Lind] [cue said] in an interview with Radio Nord [content that the dam leaked].\n[source2 Per Oda] [cue2 said] [content2 nobody listened].",
      { tree: SAID },
      [{ ...NOTHING, channel: "interview: an interview with Radio Nord", addressee: "Radio Nord" }, NOTHING],
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
