import com.google.gson.*;
import java.io.IOException;
import java.net.URI;
import java.net.http.*;
import java.util.*;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * A JUnit rule: a PC/SC reader of the test's own with cards in it, by {@code karimen serve} (docs/serve.md). A test that fails shows
 * what passed between the reader and the card.
 *
 * <pre>
 * apt-get install default-jdk-headless junit4 libgoogle-gson-java
 * export CLASSPATH=build/junit:/usr/share/java/junit4.jar:/usr/share/java/hamcrest-core.jar:/usr/share/java/gson.jar
 * javac -d build/junit examples/junit/*.java
 * karimen serve -- java -Dsun.security.smartcardio.library=/usr/lib/x86_64-linux-gnu/libpcsclite.so.1 \
 *     org.junit.runner.JUnitCore PinCheckTest
 * </pre>
 *
 * <p>The JVM takes the environment it is started with: karimen serve starts it, or stands with its three variables before it does.
 */
public class KarimenReader implements TestRule {
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private JsonObject reader;

  /** Its PC/SC name. */
  public String name() {
    return reader.get("reader").getAsString();
  }

  /** Puts the card of a persona in, changed by lines of the console: insert("sato_hanako", "tries authentication 1"). */
  public void insert(String card, String... words) {
    JsonObject body = new JsonObject();
    body.addProperty("card", card);
    body.addProperty("warm", true);
    body.add("words", array(words));
    ask("POST", "/insert", body);
  }

  /** A word of the console; what it answers. */
  public String say(String word, String... arguments) {
    JsonObject body = new JsonObject();
    body.add("arguments", array(arguments));
    return ask("POST", "/words/" + word, body).get("said").getAsString();
  }

  /** Tries left of a key. */
  public int tries(String key) {
    return ask("GET", "", null).getAsJsonObject("keys").getAsJsonObject(key).get("tries").getAsInt();
  }

  /** What passed between reader and card, in words. */
  public List<String> traffic() {
    List<String> told = new ArrayList<>();
    for (String line : send("GET", path() + "/events?wait=false", null).split("\n")) {
      if (!line.startsWith("data: {\"event\":\"apdu\"")) continue;
      JsonArray words = JsonParser.parseString(line.substring(6)).getAsJsonObject().getAsJsonObject("words").getAsJsonArray("en");
      told.add("> " + words.get(0).getAsString() + "\n< " + words.get(1).getAsString());
    }
    return told;
  }

  @Override
  public Statement apply(Statement test, Description description) {
    return new Statement() {
      @Override
      public void evaluate() throws Throwable {
        reader = JsonParser.parseString(send("POST", "/readers", null)).getAsJsonObject();
        try {
          test.evaluate();
        } catch (Throwable failure) {
          System.out.println("\n" + description.getMethodName() + ":\n" + String.join("\n", traffic()));
          throw failure;
        } finally {
          send("DELETE", path(), null);
        }
      }
    };
  }

  private String path() {
    return "/readers/" + reader.get("id").getAsString();
  }

  private JsonObject ask(String method, String path, JsonObject body) {
    return JsonParser.parseString(send(method, path() + path, body)).getAsJsonObject();
  }

  private String send(String method, String path, JsonObject body) {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + environment("KARIMEN_SERVE") + path))
        .header("Authorization", "Bearer " + environment("KARIMEN_TOKEN"))
        .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 400) throw new IllegalStateException(response.body());
      return response.body();
    } catch (IOException | InterruptedException problem) {
      throw new IllegalStateException("karimen serve does not answer", problem);
    }
  }

  private static String environment(String variable) {
    String value = System.getenv(variable);
    if (value == null) throw new IllegalStateException(variable + " is not set: start the tests by karimen serve -- COMMAND");
    return value;
  }

  private static JsonArray array(String... texts) {
    JsonArray array = new JsonArray();
    for (String each : texts) array.add(each);
    return array;
  }
}
