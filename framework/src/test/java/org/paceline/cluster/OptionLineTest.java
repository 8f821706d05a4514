package org.paceline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.util.Utils;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

class OptionLineTest {

  @Test
  void sparkFindsTheOptionsAsTheyAre() {
    List<String> options =
        List.of(
            "-XX:+UseSerialGC",
            "-Da=/my tmp",
            "-Da=\"quoted\" 'too'",
            "-Da=it's",
            "-Da=C:\\no blank",
            "-Da=C:\\none",
            "-Da=\\",
            "-Da=\\\"\\\\ ",
            "-Da=tab\tand\nline",
            "-Da=#1 50% ä;&$HOME",
            "");
    assertThat(split(OptionLine.of(options))).isEqualTo(options);
  }

  @Test
  void whatNeedsNoQuotesHasNone() {
    assertThat(OptionLine.of(List.of("-Xss512k", "-Da=/tmp/a#1")))
        .isEqualTo("-Xss512k -Da=/tmp/a#1");
  }

  private static List<String> split(String line) {
    return JavaConverters.seqAsJavaList(Utils.splitCommandString(line));
  }
}
