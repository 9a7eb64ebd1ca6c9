import java.io.IOException;

/** The roadside reader with a fault that real ones have: it reads the record, and does not check the safety commission's signature. */
public class SignatureNotChecked extends RoadsideReader {
  public static void main(String[] arguments) throws IOException {
    new SignatureNotChecked().serve(System.in, System.out);
  }

  @Override
  boolean isSigned(LicenceRecord record) {
    return true;
  }
}
