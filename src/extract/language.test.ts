import { beforeAll, expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import { createLanguageDetector, type LanguageDetector } from "./language.ts";

let detector: LanguageDetector;
beforeAll(async () => {
  detector = await createLanguageDetector(diskResources());
});

test.each([
  ["en", "The harbour master said on Monday that the ferry would sail again, after a week in which nobody could cross to the island."],
  [
    "de",
    "Die Fähre fährt nach zwei Wochen wieder, das sagte die Ministerin am Mittwoch, und die Geschäfte der Insel hatten weder Milch noch Diesel.",
  ],
  [
    "fr",
    "Le bac repartira vendredi, a dit la ministre, après une semaine pendant laquelle les habitants de l'île ne pouvaient pas traverser.",
  ],
  ["es", "El transbordador volverá a salir el viernes, dijo la ministra, después de una semana en la que nadie pudo cruzar a la isla."],
  [
    "pt",
    "A balsa voltará a sair na sexta-feira, disse a ministra, depois de uma semana em que não era possível chegar à ilha com os carros.",
  ],
  [
    "it",
    "Il traghetto ripartirà venerdì, ha detto la ministra, dopo una settimana in cui nessuno poteva andare sull'isola con la macchina.",
  ],
  ["nl", "De veerboot vaart vrijdag weer, zei de minister, nadat het eiland een week lang niet te bereiken was met de auto of de fiets."],
  ["ru", "Паром снова пойдет в пятницу, сказала министр, после недели, когда никто не мог попасть на остров."],
  ["ja", "フェリーは金曜日に再び運航すると大臣が述べた。島では一週間にわたり誰も渡ることができなかった。"],
  ["zh", "部长星期三表示，渡轮将于星期五恢复航行，此前一周没有人能够前往该岛。"],
  ["ko", "장관은 연락선이 금요일에 다시 운항할 것이라고 말했다. 일주일 동안 아무도 섬으로 건너갈 수 없었다."],
])("a text in %s", (language, text) => {
  const detected = detector.detect(text);
  expect(detected?.language).toBe(language);
  expect(detected?.score).toBeGreaterThan(0.5);
});

test.each([
  ["too few words", "The ferry sails."],
  ["no words of any language", "12 34 56 78 90 12 34 56 78 90 12 34"],
  ["words of no language", "zzx qwv bnm plk jhg fds ytr wqa zxc vbn mlk jkp"],
])("nothing is said of a text with %s", (_, text) => {
  expect(detector.detect(text)).toBeNull();
});
