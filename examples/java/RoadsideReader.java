import com.google.gson.*;
import com.google.gson.stream.*;
import java.io.*;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.spec.RSAPublicKeySpec;
import java.time.*;
import java.time.temporal.TemporalAdjusters;
import java.util.*;
import javax.crypto.Cipher;
import javax.crypto.spec.*;
import javax.smartcardio.*;

/**
 * A roadside reader as a system under test (docs/your-system.md): the officer's check (現場での確認) and the reading app, with the
 * card by javax.smartcardio, or through Karimen's port where there is no PC/SC. Written from the published documents and docs/.
 *
 * <pre>
 * apt-get install default-jdk-headless libgoogle-gson-java
 * javac -d build/java -cp /usr/share/java/gson.jar examples/java/RoadsideReader.java
 * karimen run scenarios --transport pcsc --sut "java -cp build/java:/usr/share/java/gson.jar \
 *     -Dsun.security.smartcardio.library=/usr/lib/x86_64-linux-gnu/libpcsclite.so.1 RoadsideReader"
 * </pre>
 *
 * <p>JSON is Gson's: one jar that needs no other, and it refuses what is no JSON. The library of PC/SC is named because the JDK looks
 * for it where Debian's developers have it, not its users.
 */
public class RoadsideReader {
  static final int PROTOCOL = 1, LARGEST_MESSAGE = 1 << 20, LARGEST_HEADER = 4096;
  static final int INVALID_REQUEST = -32600, METHOD_NOT_FOUND = -32601, INVALID_PARAMS = -32602, INTERNAL_ERROR = -32603,
      PARSE_ERROR = -32700;
  static final int MUTE_CARD = -32002;
  static final HexFormat HEX = HexFormat.of().withUpperCase();

  public static void main(String[] arguments) throws IOException {
    new RoadsideReader().serve(System.in, System.out);
  }

  // --- the protocol ------------------------------------------------------------------------------------------------------

  /** An error of JSON-RPC: one that we answer with, or one that Karimen answered. */
  static class PortError extends RuntimeException {
    final int code;
    final String field;

    PortError(int code, String message, String field) {
      super(message);
      this.code = code;
      this.field = field;
    }
  }

  /** Frames and messages, both ways. Only whole messages are written, and nothing else goes to standard output. */
  static class Port {
    private final InputStream in;
    private final OutputStream out;
    private int calls;

    Port(InputStream in, OutputStream out) {
      this.in = new BufferedInputStream(in);
      this.out = out;
    }

    /** The JSON of the next frame; null where Karimen has closed the connection. */
    JsonElement read() throws IOException {
      int length = -1;
      for (String line = header(true); !line.isEmpty(); line = header(false)) {
        if (line.equals("\0")) return null;
        String[] parts = line.split(":", 2);
        if (parts[0].trim().equalsIgnoreCase("content-length") && parts.length == 2) length = Integer.parseInt(parts[1].trim());
      }
      if (length < 0 || length > LARGEST_MESSAGE) throw new EOFException("a frame without a length that can be read");
      byte[] body = in.readNBytes(length);
      if (body.length < length) throw new EOFException("a frame is cut off");
      JsonReader reader = new JsonReader(new StringReader(new String(body, StandardCharsets.UTF_8)));
      JsonElement json = new Gson().getAdapter(JsonElement.class).read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) throw new JsonParseException("something follows the message");
      return json;
    }

    private String header(boolean first) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0 && first && line.isEmpty()) return "\0";
        if (octet < 0 || line.length() > LARGEST_HEADER) throw new EOFException("the header of a frame is cut off, or too long");
        if (octet != '\r') line.append((char) octet);
      }
      return line.toString();
    }

    void write(JsonObject message) throws IOException {
      message.addProperty("jsonrpc", "2.0");
      byte[] body = message.toString().getBytes(StandardCharsets.UTF_8);
      out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
    }

    /** A call of ours, while `perform` is open; its result. Throws PortError where Karimen answers with an error. */
    JsonObject call(String method, JsonObject params) throws IOException {
      JsonObject request = object("id", "r" + ++calls);
      request.addProperty("method", method);
      request.add("params", params);
      write(request);
      JsonElement answer = read();
      if (answer == null) throw new EOFException("Karimen hung up during " + method);
      JsonObject error = answer.getAsJsonObject().getAsJsonObject("error");
      if (error != null) throw new PortError(error.get("code").getAsInt(), error.get("message").getAsString(), null);
      return answer.getAsJsonObject().getAsJsonObject("result");
    }
  }

  static JsonObject object(String name, String value) {
    JsonObject object = new JsonObject();
    object.addProperty(name, value);
    return object;
  }

  /** A member of a message of Karimen's. */
  static JsonElement member(JsonObject object, String name) {
    JsonElement found = object.get(name);
    if (found == null) throw new PortError(INVALID_PARAMS, name + " is missing", name);
    return found;
  }

  static String text(JsonObject object, String name) {
    return member(object, name).getAsString();
  }

  Port port;
  JsonObject trust, people, pins, assumptions;
  Reader reader;

  /** Answers Karimen's calls until it says `shutdown` or closes. */
  void serve(InputStream in, OutputStream out) throws IOException {
    port = new Port(in, out);
    while (true) {
      JsonElement id = null;
      JsonObject answer = new JsonObject();
      String method = "";
      try {
        JsonElement message = port.read();
        if (message == null) return;
        JsonObject request = message.isJsonObject() ? message.getAsJsonObject() : new JsonObject();
        id = request.get("id");
        if (!request.has("method") || !new JsonPrimitive("2.0").equals(request.get("jsonrpc")))
          throw new PortError(INVALID_REQUEST, "no JSON-RPC 2.0 request", null);
        method = text(request, "method");
        JsonElement params = request.has("params") ? request.get("params") : new JsonObject();
        if (!params.isJsonObject()) throw new PortError(INVALID_PARAMS, "params are no object", null);
        answer.add("result", answer(method, params.getAsJsonObject()));
        if (id == null) continue; // a notification is answered by nothing, not even by an error
      } catch (JsonParseException | MalformedJsonException broken) {
        answer.add("error", error(new PortError(PARSE_ERROR, "the frame holds no JSON", null)));
      } catch (PortError error) {
        if (id == null && error.code != INVALID_REQUEST) continue;
        answer.add("error", error(error));
      } catch (RuntimeException bug) {
        String where = bug.getStackTrace().length == 0 ? "" : " (" + bug.getStackTrace()[0] + ")";
        answer.add("error", error(new PortError(INTERNAL_ERROR, bug + where, null)));
      }
      answer.add("id", id);
      port.write(answer);
      if (method.equals("shutdown")) return;
    }
  }

  private static JsonObject error(PortError error) {
    JsonObject json = object("message", error.getMessage());
    json.addProperty("code", error.code);
    if (error.field != null) json.add("data", object("field", error.field));
    return json;
  }

  private JsonObject answer(String method, JsonObject params) throws IOException {
    switch (method) {
      case "initialize":
        return initialize(params);
      case "reset":
        people = member(params, "people").getAsJsonObject();
        pins = member(params, "pins").getAsJsonObject();
        assumptions = member(params, "assumptions").getAsJsonObject();
        return new JsonObject();
      case "changed":
        for (Map.Entry<String, JsonElement> who : member(params, "changed").getAsJsonObject().entrySet())
          who.getValue().getAsJsonObject().entrySet().forEach(fact -> person(who.getKey()).add(fact.getKey(), fact.getValue()));
        return new JsonObject();
      case "perform":
        return perform(params);
      case "observe":
        person(text(params, "who"));
        JsonObject nothing = new JsonObject();
        nothing.add("facts", new JsonObject());
        return nothing;
      case "shutdown":
        return new JsonObject();
      default:
        throw new PortError(METHOD_NOT_FOUND, "no such method: " + method, null);
    }
  }

  private JsonObject person(String who) {
    if (!people.has(who)) throw new PortError(INVALID_PARAMS, "nobody is called so", "who");
    return people.getAsJsonObject(who);
  }

  private JsonObject initialize(JsonObject params) {
    if (member(params, "protocol").getAsInt() != PROTOCOL)
      throw new PortError(INVALID_PARAMS, "this adapter speaks version " + PROTOCOL + " of the protocol", "protocol");
    trust = member(params, "trust").getAsJsonObject();
    String name = member(params, "readers").getAsJsonArray().get(0).getAsString();
    reader = text(params, "transport").equals("pcsc") ? new PcscReader(name) : new PortReader();
    JsonArray mine = new JsonArray();
    for (JsonElement offered : member(params, "procedures").getAsJsonArray())
      if (Set.of("roadside_check", "read_with_app").contains(offered.getAsString())) mine.add(offered);
    JsonObject hello = object("name", "roadside reader in Java");
    hello.addProperty("version", "1.0");
    hello.addProperty("protocol", PROTOCOL);
    hello.add("procedures", mine);
    return hello;
  }

  private JsonObject perform(JsonObject params) throws IOException {
    Visit visit = new Visit(params, person(text(params, "who")), pins.getAsJsonObject(text(params, "who")), assumptions);
    JsonObject result = object("outcome", "done"), outcomes = new JsonObject();
    try {
      switch (text(params, "procedure")) {
        case "roadside_check" -> outcomes.addProperty("roadside.finding", finding(visit));
        case "read_with_app" -> readWithApp(visit).forEach(outcomes::addProperty);
        default -> throw new PortError(INVALID_PARAMS, "this adapter does not take over that", "procedure");
      }
    } catch (CardTrouble trouble) {
      result.addProperty("outcome", "failed");
      result.addProperty("detail", trouble.getMessage());
      outcomes = new JsonObject();
    } finally {
      reader.end();
    }
    outcomes.addProperty("fee.charged", false);
    outcomes.addProperty("fee.amount", "none");
    result.add("obstacles", new JsonArray());
    result.add("warnings", new JsonArray());
    result.add("outcomes", outcomes);
    return result;
  }

  /** One errand: who comes when, with what. */
  record Visit(JsonObject params, JsonObject facts, JsonObject typed, JsonObject assumptions) {
    String input(String name) { return text(params.getAsJsonObject("inputs"), name); }
    String fact(String name) { return text(facts, name); }
    LocalDate date(String name) { return LocalDate.parse(fact(name)); }
    LocalDate today() { return LocalDateTime.parse(text(params, "at")).toLocalDate(); }
    boolean holds(String list, String word) { return holds(params, list, word); }
    boolean presents(String word) { return holds(params.getAsJsonObject("inputs"), "presents", word); }
    /** How the run answers what the sources leave open; false where it stands at its default. */
    boolean assumes(String knob, String value) { return assumptions.has(knob) && text(assumptions, knob).equals(value); }

    private static boolean holds(JsonObject object, String list, String word) {
      return member(object, list).getAsJsonArray().contains(new JsonPrimitive(word));
    }
  }

  // --- the officer -------------------------------------------------------------------------------------------------------

  static final Map<String, String> BY_STATUS = Map.of("never", "UNLICENSED_NEVER", "lapsed", "UNLICENSED_LAPSED",
      "revoked_disciplinary", "UNLICENSED_REVOKED", "revoked_on_request", "UNLICENSED_REVOKED", "suspended", "UNLICENSED_SUSPENDED",
      "provisionally_suspended", "UNLICENSED_PROVISIONAL");

  /** The paper licence is shown, or the card is read by the officer's reader (Kagoshima's leaflet). */
  String finding(Visit visit) throws IOException, CardTrouble {
    boolean online = visit.input("mode").equals("online") && visit.fact("system.driver_registry").equals("up");
    if (online && BY_STATUS.containsKey(status(visit))) return BY_STATUS.get(status(visit));
    if (visit.presents("licence_document") && visit.fact("licence_document.status").equals("held")) {
      if (online) return "OK";
      return visit.today().isAfter(lastDay(visit)) ? "UNLICENSED_LAPSED" : "OFFLINE_UNVERIFIED";
    }
    String first = null;
    for (String card : List.of("card", "previous_card", "other_persons_card")) {
      if (!visit.presents(card) || !visit.holds("cards", card)) continue;
      if (visit.input("reading").equals("refused")) return "NOT_PRESENTED";
      String finding = findingOf(visit, card, online);
      if (finding.equals("LOCKED")) { // which record it holds nobody sees
        finding = "RECORD_UNREADABLE";
        if (card.equals("card")) return finding;
      }
      if (finding.startsWith("OK")) return finding;
      // Offline nobody asks the registry which of two cards carries the record: the cards themselves speak.
      boolean speaks = card.equals("previous_card") && !online && !finding.equals("RECORD_ABSENT")
          && visit.assumes("A-28", "usable_until_re_recorded") && first != null
          && List.of("RECORD_ABSENT", "RECORD_UNREADABLE").contains(first);
      first = first == null || speaks ? finding : first;
    }
    return first == null ? "NOT_CARRYING" : first;
  }

  private String findingOf(Visit visit, String card, boolean online) throws IOException, CardTrouble {
    if (card.equals("other_persons_card")) return "HOLDER_MISMATCH";
    boolean registered = visit.fact("driver_registry.record_card").equals(card);
    try {
      reader.lay(card.equals(member(visit.params, "cards").getAsJsonArray().get(0).getAsString()) ? null : card);
    } catch (MuteCard broken) {
      return online && registered && visit.assumes("A-25", "officer_query_clears") ? "OK" : "RECORD_UNREADABLE";
    }
    LicenceRecord record;
    try {
      if (!select(LICENCE)) return "RECORD_ABSENT";
      if (visit.assumes("A-44", "needed") && !open(text(visit.typed, "licence_pin")).equals("open")) return "LOCKED";
      record = LicenceRecord.read(visit.assumes("A-44", "needed") ? reader : new Channel(reader));
    } catch (Unreadable trouble) {
      return "RECORD_UNREADABLE"; // which is not to say that there is none
    }
    if (!record.isOfALicence()) return "RECORD_ABSENT";
    if (!isSigned(record)) return "RECORD_FORGED";
    boolean outdated = visit.today().isAfter(record.expires());
    if (!online) return outdated ? "RECORD_OUTDATED" : "OFFLINE_UNVERIFIED";
    if (card.equals("previous_card") && !(registered && visit.assumes("A-28", "usable_until_re_recorded"))) return "SUPERSEDED_RECORD";
    if (!record.number().equals(visit.fact("licence.record_number"))) return "HOLDER_MISMATCH";
    byte[] inForce = HEX.parseHex(text(port.call("licence_record", object("who", text(visit.params, "who"))), "wef02"));
    if (Arrays.equals(record.data, inForce)) return "OK";
    return outdated && !visit.assumes("A-26", "rewrite_advised") ? "RECORD_OUTDATED" : "OK_REWRITE_ADVISED";
  }

  /** SHA256withRSA over the whole WEF02, by the key of the safety commission that `initialize` told (docs/chip.md F.5). */
  boolean isSigned(LicenceRecord record) {
    JsonObject key = trust.getAsJsonObject("safety_commission");
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(KeyFactory.getInstance("RSA").generatePublic(
          new RSAPublicKeySpec(new BigInteger(text(key, "modulus"), 16), new BigInteger(text(key, "exponent"), 16))));
      verifier.update(record.data);
      return verifier.verify(record.signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  static String status(Visit visit) {
    String disposition = visit.fact("licence.disposition"), until = visit.fact("licence.suspended_until");
    if (disposition.equals("never") || disposition.startsWith("revoked")) return disposition;
    if (visit.today().isAfter(lastDay(visit))) return "lapsed";
    return !until.equals("none") && visit.today().isAfter(LocalDate.parse(until)) ? "valid" : disposition;
  }

  /** The printed end; where offices are closed on that day, the next one on which they are open. */
  static LocalDate lastDay(Visit visit) {
    LocalDate day = visit.date("licence.expires");
    while (!visit.assumes("A-06", "no_shift") && Offices.areClosed(day)) day = day.plusDays(1);
    return day;
  }

  // --- the app -----------------------------------------------------------------------------------------------------------

  /** マイナ免許証読み取りアプリ: the holder types the PIN of the licence application. */
  private Map<String, String> readWithApp(Visit visit) throws IOException {
    Map<String, String> shown = new TreeMap<>(Map.of("app_reading.result", "none", "app_reading.expires", "none",
        "app_reading.colour_class", "none", "app_reading.number", "none", "app_reading.name", "none"));
    if (visit.fact("holder.reader_app").equals("not_installed")) return shown;
    try {
      reader.lay(null);
      String result = select(LICENCE) ? open(visit.input("pin")) : "RECORD_ABSENT";
      shown.put("app_reading.result", result);
      if (!result.equals("open")) return shown;
      LicenceRecord record = LicenceRecord.read(reader);
      shown.put("app_reading.result", record.data.length == 0 ? "RECORD_ABSENT" : isSigned(record) ? "FIELDS_SHOWN" : "UNREADABLE");
      if (!shown.get("app_reading.result").equals("FIELDS_SHOWN")) return shown;
      shown.put("app_reading.number", record.number());
      shown.put("app_reading.name", visit.fact("holder.name_encodable").equals("encodable") ? "as_registered" : "substituted");
      if (!record.isOfALicence()) return shown; // a driving-history record has no end and no colour
      shown.put("app_reading.expires", record.expires().toString());
      shown.put("app_reading.colour_class", record.colourClass());
    } catch (CardTrouble trouble) {
      shown.put("app_reading.result", "UNREADABLE");
    }
    return shown;
  }

  // --- the card ----------------------------------------------------------------------------------------------------------

  static final String LICENCE = "A0000002310600000000000000000000"; // 免許AP
  static final int LICENCE_PIN = 0x86, PIN_SETTING = 0x1A, LICENCE_DATA = 0x1B, LICENCE_SIGNATURE = 0x1C;

  private boolean select(String name) throws IOException, CardTrouble {
    ResponseAPDU answer = reader.transmit(HEX.parseHex("00A4040C10" + name));
    if (answer.getSW() == 0x6A82) return false; // nothing else says that it is not there
    check(answer, "SELECT");
    return true;
  }

  /** The licence application is opened by its PIN; asked first whether tries are left, for a blocked one is not to be typed. */
  private String open(String pin) throws IOException, CardTrouble {
    ResponseAPDU answer = reader.transmit(new byte[] {0, (byte) 0xB0, (byte) (0x80 | PIN_SETTING), 0, 3});
    check(answer, "READ BINARY");
    byte[] setting = answer.getData(); // where it says nothing, the PIN is asked for
    boolean set = setting.length != 3 || setting[2] != 0;
    if (isBlocked(reader.transmit(new byte[] {0, 0x20, 0, (byte) LICENCE_PIN}))) return "PIN_BLOCKED";
    if (!set) pin = "****"; // DPIN
    else if (!pin.matches("[0-9]{4}")) return "PIN_WRONG";
    ResponseAPDU verified = reader.transmit(join(new byte[] {0, 0x20, 0, (byte) LICENCE_PIN, 4}, pin.getBytes(StandardCharsets.US_ASCII)));
    return verified.getSW() == 0x9000 ? "open" : isBlocked(verified) ? "PIN_BLOCKED" : "PIN_WRONG";
  }

  private static boolean isBlocked(ResponseAPDU answer) throws Unreadable {
    if (answer.getSW() != 0x6984 && (answer.getSW() & 0xFFF0) != 0x63C0) check(answer, "VERIFY");
    return answer.getSW() == 0x6984 || answer.getSW() == 0x63C0;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) joined.writeBytes(part);
    return joined.toByteArray();
  }

  /** The conversation with the card is over; an errand that does not catch it ends as failed. */
  static class CardTrouble extends Exception {
    CardTrouble(String what) { super(what); }
  }

  /** The card answers what no reader reckons with: what was asked for is not known. */
  static class Unreadable extends CardTrouble {
    Unreadable(String what) { super(what); }
  }

  /** The card does not answer to reset. */
  static class MuteCard extends CardTrouble {
    MuteCard() { super("the card does not answer to reset"); }
  }

  /** A way to transmit commands: to a card as it is, or through a channel. */
  interface Transmitter {
    ResponseAPDU transmit(byte[] command) throws IOException, CardTrouble;
  }

  /** A reader with one slot: by PC/SC, or through the port. */
  abstract class Reader implements Transmitter {
    abstract void reset() throws IOException, CardTrouble;

    /** The errand is over: nothing that the last holder opened stays open. */
    void end() {}

    /** This card comes into the reader (null: it lies there already), freshly reset. */
    void lay(String card) throws IOException, CardTrouble {
      if (card != null) {
        end();
        callAboutCard("insert_card", object("card", card));
      }
      reset();
    }

    JsonObject callAboutCard(String method, JsonObject params) throws IOException, CardTrouble {
      try {
        return port.call(method, params);
      } catch (PortError error) {
        if (error.code == MUTE_CARD) throw new MuteCard();
        throw new CardTrouble(error.getMessage());
      }
    }
  }

  /** The card through Karimen's port, where there is no PC/SC. */
  class PortReader extends Reader {
    @Override
    void reset() throws IOException, CardTrouble {
      callAboutCard("reset_card", new JsonObject());
    }

    @Override
    public ResponseAPDU transmit(byte[] command) throws IOException, CardTrouble {
      return new ResponseAPDU(HEX.parseHex(text(callAboutCard("transmit", object("command", HEX.formatHex(command))), "response")));
    }
  }

  /** The card by PC/SC, in the reader that Karimen named. */
  class PcscReader extends Reader {
    private static final int INSERTION_MILLISECONDS = 1500; // pcscd looks for a card every 400 ms
    private final CardTerminal terminal;
    private Card card;
    private boolean inTrouble;

    PcscReader(String name) {
      try {
        terminal = TerminalFactory.getInstance("PC/SC", null).terminals().getTerminal(name); // getDefault() hides what is wrong
      } catch (GeneralSecurityException error) {
        throw new IllegalStateException("no PC/SC: " + error.getMessage(), error);
      }
      if (terminal == null) throw new IllegalStateException("no reader is called " + name);
    }

    @Override
    void reset() throws CardTrouble {
      end();
      inTrouble = true;
      try {
        if (!terminal.waitForCardPresent(INSERTION_MILLISECONDS)) throw new CardTrouble("no card lies in the reader");
        card = terminal.connect("*");
        inTrouble = false;
      } catch (CardNotPresentException gone) {
        throw new CardTrouble("no card lies in the reader");
      } catch (CardException mute) {
        throw new MuteCard();
      }
    }

    @Override
    public ResponseAPDU transmit(byte[] command) throws CardTrouble {
      try {
        return card.getBasicChannel().transmit(new CommandAPDU(command));
      } catch (CardException | IllegalStateException | IllegalArgumentException gone) { // the last: an answer without a status word
        inTrouble = true;
        throw new CardTrouble("the card was taken out, or its chip stopped: " + gone.getMessage());
      }
    }

    @Override
    void end() {
      try {
        if (card != null) card.disconnect(!inTrouble); // to reset a card that was pulled out confuses pcscd
      } catch (CardException gone) {
        // whoever took it out has closed it
      }
      card = null;
    }
  }

  /** The safety commission's channel (SCP03, i=70, level 33; docs/chip.md F.6) to the selected application, for reading. */
  static class Channel implements Transmitter {
    private static final byte[] ENC = "TESTsafety30-ENC".getBytes(StandardCharsets.US_ASCII),
        MAC = "TESTsafety30-MAC".getBytes(StandardCharsets.US_ASCII); // test keys, published with Karimen
    // Of a reader in use eight bytes that nobody foresees. Here always the same, so that the same story gives the same exchanges and
    // "karimen replay" can tell what changed; the session keys differ all the same, by the card's challenge.
    private static final byte[] HOST_CHALLENGE = "a reader".getBytes(StandardCharsets.US_ASCII);
    private final Reader card;
    private final byte[] enc, mac, answerMac;
    private byte[] chaining;
    private int counter;

    Channel(Reader card) throws IOException, CardTrouble {
      this.card = card;
      ResponseAPDU update = card.transmit(join(HEX.parseHex("8050300008"), HOST_CHALLENGE, new byte[1]));
      check(update, "INITIALIZE UPDATE");
      if (update.getData().length < 29) throw new Unreadable("INITIALIZE UPDATE: its answer is short");
      byte[] context = join(HOST_CHALLENGE, Arrays.copyOfRange(update.getData(), 13, 21));
      enc = derive(ENC, 4, 128, context);
      mac = derive(MAC, 6, 128, context);
      answerMac = derive(MAC, 7, 128, context);
      if (!Arrays.equals(derive(mac, 0, 64, context), Arrays.copyOfRange(update.getData(), 21, 29)))
        throw new Unreadable("the card does not know the key");
      byte[] head = join(HEX.parseHex("8482330010"), derive(mac, 1, 64, context));
      chaining = cmac(mac, join(new byte[16], head));
      check(card.transmit(join(head, Arrays.copyOf(chaining, 8))), "EXTERNAL AUTHENTICATE");
    }

    /** A command without data, as READ BINARY is. */
    @Override
    public ResponseAPDU transmit(byte[] command) throws IOException, CardTrouble {
      counter++;
      byte[] head = {(byte) (command[0] | 4), command[1], command[2], command[3], 8};
      chaining = cmac(mac, join(chaining, head));
      ResponseAPDU answer = card.transmit(join(head, Arrays.copyOf(chaining, 8), new byte[1]));
      byte[] data = answer.getData(), status = {(byte) answer.getSW1(), (byte) answer.getSW2()};
      if (answer.getSW() != 0x9000) return answer;
      if (data.length < 8) throw new Unreadable("the answer has no MAC");
      byte[] body = Arrays.copyOf(data, data.length - 8);
      if (!Arrays.equals(Arrays.copyOf(cmac(answerMac, join(chaining, body, status)), 8), Arrays.copyOfRange(data, body.length, data.length)))
        throw new Unreadable("the answer's MAC is wrong");
      if (body.length == 0) return new ResponseAPDU(status);
      byte[] block = ByteBuffer.allocate(16).put(0, (byte) 0x80).putInt(12, counter).array();
      byte[] plain = aes("AES/CBC/NoPadding", Cipher.DECRYPT_MODE, enc, aes("AES/ECB/NoPadding", Cipher.ENCRYPT_MODE, enc, null, block), body);
      int end = plain.length - 1;
      while (plain[end] == 0) end--; // the padding: 80, then zeros
      return new ResponseAPDU(join(Arrays.copyOf(plain, end), status));
    }

    private static byte[] derive(byte[] key, int constant, int bits, byte[] context) {
      byte[] data = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) constant, 0, 0, (byte) bits, 1};
      return Arrays.copyOf(cmac(key, join(data, context)), bits / 8);
    }

    /** AES-CMAC (NIST SP 800-38B), which the JDK has not. */
    private static byte[] cmac(byte[] key, byte[] data) {
      BigInteger subkey = new BigInteger(1, aes("AES/ECB/NoPadding", Cipher.ENCRYPT_MODE, key, null, new byte[16]));
      boolean whole = data.length > 0 && data.length % 16 == 0;
      for (int doubled = 0; doubled < (whole ? 1 : 2); doubled++) {
        subkey = subkey.shiftLeft(1);
        if (subkey.testBit(128)) subkey = subkey.clearBit(128).xor(BigInteger.valueOf(0x87));
      }
      byte[] blocks = Arrays.copyOf(data, Math.max(1, (data.length + 15) / 16) * 16);
      if (!whole) blocks[data.length] = (byte) 0x80;
      byte[] last = subkey.toByteArray();
      for (int at = 1; at <= Math.min(16, last.length); at++) blocks[blocks.length - at] ^= last[last.length - at];
      byte[] chained = aes("AES/CBC/NoPadding", Cipher.ENCRYPT_MODE, key, new byte[16], blocks);
      return Arrays.copyOfRange(chained, chained.length - 16, chained.length);
    }

    private static byte[] aes(String how, int mode, byte[] key, byte[] start, byte[] data) {
      try {
        Cipher cipher = Cipher.getInstance(how);
        cipher.init(mode, new SecretKeySpec(key, "AES"), start == null ? null : new IvParameterSpec(start));
        return cipher.doFinal(data);
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  static void check(ResponseAPDU answer, String what) throws Unreadable {
    if (answer.getSW() != 0x9000) throw new Unreadable(String.format("%s: %04X", what, answer.getSW()));
  }

  /** What the card says of its holder: WEF02 and the signature of WEF03 (docs/chip.md F.3 to F.5). */
  static class LicenceRecord {
    private static final Charset JIS = Charset.forName("x-JIS0208");
    private static final int[] ERAS = {0, 1867, 1911, 1925, 1988, 2018}; // the year before an era's first
    private static final int COLOUR = 0xC4, EXPIRY = 0xC5, RECORD_NUMBER = 0xE7, HISTORY_NUMBER = 0xE8, SIGNATURE = 0x108;
    final byte[] data, signature;
    private final Map<Integer, byte[]> elements;

    private LicenceRecord(byte[] data, byte[] signature) throws Unreadable {
      this.data = data;
      elements = parse(data);
      if (data.length > 0 && !isInForm()) throw new Unreadable("what stands there is no record");
      this.signature = parse(signature).getOrDefault(SIGNATURE, new byte[0]);
    }

    static LicenceRecord read(Transmitter card) throws IOException, CardTrouble {
      return new LicenceRecord(file(card, LICENCE_DATA), file(card, LICENCE_SIGNATURE));
    }

    /** A transparent file to its end: the first READ BINARY names it, the others go on in it. */
    private static byte[] file(Transmitter card, int shortIdentifier) throws IOException, CardTrouble {
      byte[] content = {};
      while (true) {
        int place = content.length == 0 ? (0x80 | shortIdentifier) << 8 : content.length;
        ResponseAPDU answer = card.transmit(new byte[] {0, (byte) 0xB0, (byte) (place >> 8), (byte) place, 0});
        if (answer.getSW() == 0x6B00) break;
        check(answer, "READ BINARY");
        int size = answer.getData().length;
        if (size == 0 && content.length == 0) break; // an empty file
        if (size == 0 || size > 256) throw new Unreadable("READ BINARY: " + size + " bytes");
        content = join(content, answer.getData());
      }
      for (byte octet : content) if (octet != 0) return content;
      return new byte[0];
    }

    /** Tag of one byte, or 01 and another; length of one byte, or 82 hh ll. Nothing where they do not come out even. */
    private static Map<Integer, byte[]> parse(byte[] content) {
      Map<Integer, byte[]> elements = new HashMap<>();
      ByteBuffer rest = ByteBuffer.wrap(content);
      try {
        while (rest.hasRemaining()) {
          int tag = rest.get() & 0xFF;
          if (tag == 1) tag = 0x100 | rest.get() & 0xFF;
          int length = rest.get() & 0xFF;
          byte[] value = new byte[length == 0x82 ? rest.getShort() & 0xFFFF : length];
          rest.get(value);
          elements.put(tag, value);
        }
      } catch (BufferUnderflowException broken) {
        return Map.of();
      }
      return elements;
    }

    /** A record of either kind, whose texts are texts and whose end is a day. */
    private boolean isInForm() {
      try {
        for (int tag = COLOUR; tag < RECORD_NUMBER; tag++) // dates and glyphs are no texts
          if (tag != EXPIRY && tag != 0xCA && tag != 0xCB && (tag < 0xD4 || tag > 0xD6))
            JIS.newDecoder().decode(ByteBuffer.wrap(elements.getOrDefault(tag, new byte[0])));
        return isOfALicence() ? expires() != null : elements.getOrDefault(HISTORY_NUMBER, new byte[0]).length > 0;
      } catch (CharacterCodingException | RuntimeException malformed) {
        return false;
      }
    }

    /** Not so a driving-history record, which stands in the same file and has no end. */
    boolean isOfALicence() {
      return elements.getOrDefault(EXPIRY, new byte[0]).length > 0;
    }

    LocalDate expires() {
      String era = new String(elements.get(EXPIRY), StandardCharsets.US_ASCII);
      return LocalDate.of(ERAS[era.charAt(0) - '0'] + Integer.parseInt(era.substring(1, 3)), Integer.parseInt(era.substring(3, 5)),
          Integer.parseInt(era.substring(5, 7)));
    }

    /** Of the licence record, or of the driving-history record that stands in its place. */
    String number() {
      return new String(elements.get(isOfALicence() ? RECORD_NUMBER : HISTORY_NUMBER), StandardCharsets.US_ASCII);
    }

    String colourClass() {
      String colour = new String(elements.get(COLOUR), JIS).replace("\u3000", "");
      return Map.of("優良", "excellent", "新規", "new").getOrDefault(colour, "other");
    }
  }

  /** Days on which offices are closed: Saturdays, Sundays, 29 December to 3 January, national holidays (国民の祝日に関する法律). */
  static class Offices {
    private static final Set<MonthDay> NAMED = Set.of(MonthDay.of(1, 1), MonthDay.of(2, 11), MonthDay.of(2, 23), MonthDay.of(4, 29),
        MonthDay.of(5, 3), MonthDay.of(5, 4), MonthDay.of(5, 5), MonthDay.of(8, 11), MonthDay.of(11, 3), MonthDay.of(11, 23));
    private static final Map<Integer, Integer> MONDAYS = Map.of(1, 2, 7, 3, 9, 3, 10, 2); // month: which of its Mondays

    static boolean areClosed(LocalDate day) {
      boolean yearsEnd = day.getDayOfYear() <= 3 || day.isAfter(LocalDate.of(day.getYear(), 12, 28));
      return yearsEnd || day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() || isHoliday(day);
    }

    /** Named; or a working day that one on a Sunday moved to; or between two of them. */
    private static boolean isHoliday(LocalDate day) {
      if (isNamed(day)) return true;
      LocalDate before = day.minusDays(1);
      if (isNamed(before) && isNamed(day.plusDays(1))) return true;
      while (isNamed(before) && before.getDayOfWeek() != DayOfWeek.SUNDAY) before = before.minusDays(1);
      return isNamed(before);
    }

    private static boolean isNamed(LocalDate day) {
      Integer monday = MONDAYS.get(day.getMonthValue());
      if (monday != null && day.equals(day.with(TemporalAdjusters.dayOfWeekInMonth(monday, DayOfWeek.MONDAY)))) return true;
      return NAMED.contains(MonthDay.from(day)) || day.equals(equinox(day.getYear(), 3)) || day.equals(equinox(day.getYear(), 9));
    }

    private static LocalDate equinox(int year, int month) {
      double base = (month == 3 ? 20.8431 : 23.2488) + 0.242194 * (year - 1980);
      return LocalDate.of(year, month, (int) base - (year - 1980) / 4);
    }
  }
}
