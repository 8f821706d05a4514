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

  private static final String SESSION_OF_P =
      "{\"pipeline\":\"p\",\"begun\":12,\"folder\":\"/p\",\"variables\":{}}";

  @TempDir private Path folder;

  @Test
  void aTornLastLineIsCutOff() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      journal.add(SESSION);
      journal.add(Event.begins(ATTEMPT, "d"));
    }
    Path file = folder.resolve(Journal.FILE);
    Files.writeString(file, "{\"kind\":\"EN", StandardOpenOption.APPEND);
    assertThat(JournalReader.read(folder)).containsExactly(SESSION, Event.begins(ATTEMPT, "d"));
    Event end = Event.ends(ATTEMPT.ended(Attempt.End.DONE, 0, 4));
    try (Journal journal = Journal.open(folder)) {
      journal.add(end);
    }
    assertThat(JournalReader.read(folder))
        .containsExactly(SESSION, Event.begins(ATTEMPT, "d"), end);
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
    String session = "{\"kind\":\"SESSION\",\"session\":%s}%n".formatted(SESSION_OF_P);
    damaged(session + "rubbish\n", "line 2: Unrecognized token");
    damaged(session + "null\n", "line 2: it is empty");
    damaged(session + "\n", "line 2: ");
    damaged("{}\n", "line 1: an event must be of a kind");
    damaged("{\"kind\":\"SESSION\",\"session\":{}}\n", "line 1: a session must have a pipeline");
    damaged(session + "{\"kind\":\"ENDS\"}\n", "line 2: an event ENDS lacks what belongs to it");
    String run = "\"stage\":\"a\",\"number\":1,\"machine\":\"m\",\"start\":1";
    String begins = "{\"kind\":\"BEGINS\",\"attempt\":{%s},\"definition\":\"d\"}%n".formatted(run);
    String ends =
        "{\"kind\":\"ENDS\",\"attempt\":{%s,\"finish\":2,\"end\":\"DONE\"}}%n".formatted(run);
    damaged(begins, "line 1: no session has begun before");
    damaged(session + ends, "line 2: run 1 of a ends, but never began");
    damaged(session + begins + begins, "line 3: run 1 of a begins twice");
    damaged(session + begins + ends + ends, "line 4: run 1 of a ends twice");
    damaged(session + ends.replace("\"end\":\"DONE\"", "\"end\":null"), "line 2: a run that ended");
    damaged(session + begins.replace("\"a\"", "null"), "line 2: a run must have a stage");
  }

  private void damaged(String content, String message) throws IOException {
    Files.writeString(folder.resolve(Journal.FILE), content);
    assertThatThrownBy(() -> JournalReader.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve(Journal.FILE) + " is damaged in " + message);
  }
}
