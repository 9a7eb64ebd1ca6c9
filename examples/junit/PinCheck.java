import java.nio.charset.StandardCharsets;
import javax.smartcardio.*;

/** The program under test: asks for the authentication PIN (利用者証明用暗証番号) before a sign-in, over javax.smartcardio. */
public class PinCheck {
  private static final byte[] JPKI = {(byte) 0xD3, (byte) 0x92, (byte) 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
  private static final byte[] PIN_FILE = {0x00, 0x18};

  public enum Outcome { RIGHT, WRONG, LAST_TRY, BLOCKED }

  private final CardTerminal terminal;

  public PinCheck(String reader) {
    terminal = TerminalFactory.getDefault().terminals().getTerminal(reader);
  }

  /** The last try is left to the holder: a wrong one more, and the municipality has to unblock the card. */
  public Outcome check(String pin) throws CardException {
    Card card = terminal.connect("*");
    try {
      CardChannel channel = card.getBasicChannel();
      well(channel.transmit(new CommandAPDU(0x00, 0xA4, 0x04, 0x0C, JPKI)));
      well(channel.transmit(new CommandAPDU(0x00, 0xA4, 0x02, 0x0C, PIN_FILE)));
      int left = channel.transmit(new CommandAPDU(0x00, 0x20, 0x00, 0x80)).getSW() & 0xF;
      if (left == 0) return Outcome.BLOCKED;
      if (left == 1) return Outcome.LAST_TRY;
      byte[] typed = pin.getBytes(StandardCharsets.US_ASCII);
      return channel.transmit(new CommandAPDU(0x00, 0x20, 0x00, 0x80, typed)).getSW() == 0x9000 ? Outcome.RIGHT : Outcome.WRONG;
    } finally {
      card.disconnect(true);
    }
  }

  private static void well(ResponseAPDU answer) throws CardException {
    if (answer.getSW() != 0x9000) throw new CardException(String.format("the card answers %04X", answer.getSW()));
  }
}
