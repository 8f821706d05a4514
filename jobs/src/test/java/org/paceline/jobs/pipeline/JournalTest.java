package org.paceline.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.DataException;

class JournalTest {

  private static final Attempt ATTEMPT = Attempt.begun("train", 1, "here", 2.5);
  private static final Event SESSION =
      Event.session(0, new Event.Session("p", 12, "/p", Map.of("x", "1")));

  @TempDir private Path folder;

  @Test
  void aTornLastLineIsCutOff() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      journal.add(SESSION);
      journal.add(Event.begins(ATTEMPT, "d"));
    }
    Path file = folder.resolve(Journal.FILE);
    Files.writeString(file, "{\"kind\":\"EN", StandardOpenOption.APPEND);
    assertThat(Journal.read(folder)).containsExactly(SESSION, Event.begins(ATTEMPT, "d"));
    Event end = Event.ends(ATTEMPT.ended(Attempt.End.DONE, 0, 4));
    try (Journal journal = Journal.open(folder)) {
      journal.add(end);
    }
    assertThat(Journal.read(folder)).containsExactly(SESSION, Event.begins(ATTEMPT, "d"), end);
    assertThat(file)
        .content()
        .isEqualTo(
            """
            {"kind":"SESSION","at":0.0,"session":{"pipeline":"p","begun":12,"folder":"/p","variables":{"x":"1"}}}
            {"kind":"BEGINS","at":2.5,"attempt":{"stage":"train","number":1,"machine":"here","start":2.5},"definition":"d"}
            {"kind":"ENDS","at":4.0,"attempt":{"stage":"train","number":1,"machine":"here","start":2.5,"finish":4.0,"end":"DONE","code":0}}
            """);
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Files.writeString(folder.resolve(Journal.FILE), "{\"kind\":\"ENDS\",\"at\":1}\nrubbish\n");
    assertThatThrownBy(() -> Journal.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve(Journal.FILE) + " is damaged in line 2: ");
  }
}
