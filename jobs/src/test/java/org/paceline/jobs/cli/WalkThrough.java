package org.paceline.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of a team, as the README has them. */
final class WalkThrough {

  private static final Path README = Path.of("..", "README.md");
  private static final String HEADING = "## Share machines in a team";
  private static final Pattern LINE =
      Pattern.compile("(\\w+)\\$ +(bin/paceline .*?)( +&)?(?: +#.*)?");

  private WalkThrough() {}

  /**
   * A line of it.
   *
   * @param who types it
   * @param command as it is typed, without the comment
   * @param background whether it goes on while others are typed
   */
  record Step(String who, String command, boolean background) {}

  static List<Step> steps() throws IOException {
    String section = Files.readString(README).split(HEADING, 2)[1];
    try (Stream<String> lines = section.split("```console\n|```", 3)[1].lines()) {
      return lines.filter(line -> !line.isBlank()).map(WalkThrough::step).toList();
    }
  }

  private static Step step(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("the README's line is no step: " + line);
    }
    return new Step(matcher.group(1), matcher.group(2), matcher.group(3) != null);
  }
}
