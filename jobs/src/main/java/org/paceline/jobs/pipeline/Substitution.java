package org.paceline.jobs.pipeline;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * An argument into which variables are put, once: what they hold is text, whatever it looks like.
 */
final class Substitution {

  private static final int MOST = 100_000;

  private final String argument;
  private final Function<String, Optional<String>> values;
  private final StringBuilder done = new StringBuilder();
  private final StringBuilder text = new StringBuilder();

  Substitution(String argument, Function<String, Optional<String>> values) {
    this.argument = argument;
    this.values = values;
  }

  /** With other placeholders as they stand there, and <code>$${</code> for a <code>${</code>. */
  String filled() {
    Matcher matcher = Placeholders.PLACEHOLDER.matcher(argument);
    int last = 0;
    while (matcher.find()) {
      text.append(argument, last, matcher.start());
      last = matcher.end();
      take(matcher.group(), matcher.group(1));
      checkLength();
    }
    text.append(argument, last, argument.length());
    endText();
    checkLength();
    return done.toString();
  }

  private void take(String whole, String name) {
    Optional<String> value = name == null ? Optional.empty() : values.apply(name);
    if (value.isPresent()) {
      text.append(value.get());
    } else if (whole.equals(Placeholders.LITERAL)) {
      text.append(Placeholders.OPENING);
    } else {
      checkDollar(whole);
      endText();
      done.append(whole);
    }
  }

  private void checkDollar(String next) {
    if (text.length() > 0 && text.charAt(text.length() - 1) == '$') {
      throw new IllegalArgumentException(
          "'%s' has a '$' before %s, which cannot be written".formatted(shown(), next));
    }
  }

  private void endText() {
    done.append(text.toString().replace(Placeholders.OPENING, Placeholders.LITERAL));
    text.setLength(0);
  }

  private void checkLength() {
    if (done.length() + text.length() > MOST) {
      throw new IllegalArgumentException(
          "an argument must have at most %s characters, which '%s' has not"
              .formatted(MOST, shown()));
    }
  }

  private String shown() {
    return argument.length() > 100 ? argument.substring(0, 100) + "…" : argument;
  }
}
