import edu.stanford.nlp.coref.data.CorefChain;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.CoreEntityMention;
import edu.stanford.nlp.pipeline.CoreQuote;
import edu.stanford.nlp.pipeline.CoreSentence;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphCoreAnnotations.BasicDependenciesAnnotation;
import edu.stanford.nlp.trees.GrammaticalRelation;
import javax.json.Json;
import javax.json.JsonArrayBuilder;
import javax.json.JsonObject;
import javax.json.JsonObjectBuilder;
import javax.json.JsonReader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/**
 * CoreNLP as a pipe: lines {"id", "text"} in, one JSON object a line out, with offsets in UTF-16 units.
 *
 * Arguments are CoreNLP's own properties, NAME=VALUE; what its annotators found is written.
 */
public class Peer {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      properties.setProperty(parts[0], parts[1]);
    }
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonObject given;
      try (JsonReader reader = Json.createReader(new StringReader(line))) {
        given = reader.readObject();
      }
      JsonObjectBuilder answer = Json.createObjectBuilder().add("id", given.getString("id"));
      try {
        CoreDocument document = new CoreDocument(given.getString("text"));
        pipeline.annotate(document);
        write(document, answer);
      } catch (RuntimeException failure) {
        answer.add("failed", failure.toString());
      }
      out.println(answer.build());
    }
  }

  private static void write(CoreDocument document, JsonObjectBuilder answer) {
    JsonArrayBuilder words = Json.createArrayBuilder();
    JsonArrayBuilder ends = Json.createArrayBuilder();
    JsonArrayBuilder names = Json.createArrayBuilder();
    JsonArrayBuilder quotes = Json.createArrayBuilder();
    int first = 0;
    for (CoreSentence sentence : document.sentences()) {
      SemanticGraph graph = sentence.coreMap().get(BasicDependenciesAnnotation.class);
      for (CoreLabel token : sentence.tokens()) words.add(word(token, graph, first));
      first += sentence.tokens().size();
      ends.add(sentence.charOffsets().second());
    }
    if (document.entityMentions() != null)
      for (CoreEntityMention mention : document.entityMentions())
        names.add(
            Json.createObjectBuilder()
                .add("start", mention.charOffsets().first())
                .add("end", mention.charOffsets().second())
                .add("type", mention.entityType()));
    if (document.quotes() != null)
      for (CoreQuote quote : document.quotes()) {
        JsonObjectBuilder found =
            Json.createObjectBuilder().add("start", quote.quoteCharOffsets().first()).add("end", quote.quoteCharOffsets().second());
        if (quote.hasSpeaker && quote.speakerCharOffsets().isPresent())
          found
              .add("speakerStart", quote.speakerCharOffsets().get().first())
              .add("speakerEnd", quote.speakerCharOffsets().get().second());
        quotes.add(found);
      }
    if (document.corefChains() != null) answer.add("chains", chains(document));
    answer.add("words", words).add("sentenceEnds", ends).add("names", names).add("quotes", quotes);
  }

  /** Each chain is a list of mentions. */
  private static JsonArrayBuilder chains(CoreDocument document) {
    JsonArrayBuilder chains = Json.createArrayBuilder();
    for (CorefChain chain : document.corefChains().values()) {
      JsonArrayBuilder mentions = Json.createArrayBuilder();
      for (CorefChain.CorefMention mention : chain.getMentionsInTextualOrder()) {
        List<CoreLabel> tokens = document.sentences().get(mention.sentNum - 1).tokens();
        mentions.add(
            Json.createObjectBuilder()
                .add("start", tokens.get(mention.startIndex - 1).beginPosition())
                .add("end", tokens.get(mention.endIndex - 2).endPosition()));
      }
      chains.add(mentions);
    }
    return chains;
  }

  private static JsonObjectBuilder word(CoreLabel token, SemanticGraph graph, int first) {
    int head = -1;
    String relation = "root";
    IndexedWord node = graph == null ? null : graph.getNodeByIndexSafe(token.index());
    IndexedWord parent = node == null ? null : graph.getParent(node);
    if (parent != null) {
      GrammaticalRelation arc = graph.reln(parent, node);
      head = first + parent.index() - 1;
      relation = arc.toString();
    }
    String upos = token.get(CoreAnnotations.CoarseTagAnnotation.class);
    return Json.createObjectBuilder()
        .add("start", token.beginPosition())
        .add("end", token.endPosition())
        .add("form", token.word())
        .add("upos", upos == null ? "" : upos)
        .add("xpos", token.tag() == null ? "" : token.tag())
        .add("lemma", token.lemma() == null ? "" : token.lemma())
        .add("head", head)
        .add("relation", relation);
  }
}
