import static org.junit.Assert.assertEquals;

import org.junit.*;

/** Does a program do the right thing where a PIN is not as it should be? */
public class PinCheckTest {
  @Rule public final KarimenReader reader = new KarimenReader();

  @Test
  public void theLastTryIsNotSpent() throws Exception {
    reader.insert("sato_hanako");
    PinCheck check = new PinCheck(reader.name());
    assertEquals(PinCheck.Outcome.RIGHT, check.check("1357"));
    assertEquals(PinCheck.Outcome.WRONG, check.check("0000"));
    assertEquals(2, reader.tries("authentication"));

    reader.insert("sato_hanako", "tries authentication 1");
    assertEquals(PinCheck.Outcome.LAST_TRY, check.check("0000"));
    assertEquals(1, reader.tries("authentication"));

    reader.say("tries", "authentication", "0");
    assertEquals(PinCheck.Outcome.BLOCKED, check.check("1357"));
  }
}
