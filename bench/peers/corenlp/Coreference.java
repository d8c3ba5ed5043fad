import edu.stanford.nlp.coref.data.CorefChain;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import javax.json.Json;
import javax.json.JsonArrayBuilder;
import javax.json.JsonObject;
import javax.json.JsonObjectBuilder;
import javax.json.JsonReader;

/**
 * CoreNLP's coreference as a pipe: lines {"id", "text"} in, one JSON object a line out, with offsets in UTF-16 units.
 *
 * Arguments are CoreNLP's own properties, NAME=VALUE. Each chain is a list of mentions.
 */
public class Coreference {
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
        answer.add("chains", chains(document));
      } catch (RuntimeException failure) {
        answer.add("failed", failure.toString());
      }
      out.println(answer.build());
    }
  }

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
}
