package org.paceline.submitter.web;

/** A text of a client's that is kept. */
public final class PlainText {

  /** What it is made of, as messages have it after a number. */
  public static final String RULE = "printable characters, of which an emoji counts as two";

  private static final int LAST_CONTROL = 0x7f;

  private PlainText() {}

  /**
   * Whether it comes back from each database as it was sent. H2 counts units of UTF-16 and
   * PostgreSQL characters, PostgreSQL takes no NUL, and half of a pair is none in UTF-8.
   *
   * @param text to be kept
   * @param most how long it may be, in units of UTF-16
   * @return whether it is no longer, of whole characters, none of them a control character of ASCII
   */
  public static boolean fits(String text, int most) {
    return text.length() <= most
        && text.codePoints().noneMatch(each -> control(each) || half(each));
  }

  /** Those of ASCII; what a terminal takes for more the command line does not show. */
  private static boolean control(int codePoint) {
    return codePoint <= LAST_CONTROL && Character.isISOControl(codePoint);
  }

  private static boolean half(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
