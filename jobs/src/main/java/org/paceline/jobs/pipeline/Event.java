package org.paceline.jobs.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a pipeline's journal.
 *
 * @param kind what happened
 * @param at when, in seconds after the pipeline's begin
 * @param attempt the run that begins or ends
 * @param definition what the stage was when the run began
 * @param session of a session's begin only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record Event(Kind kind, double at, Attempt attempt, String definition, Session session) {

  /** Checks that it has what its kind needs. */
  Event {
    if (kind == null) {
      throw new IllegalArgumentException("an event must be of a kind");
    }
    boolean whole =
        switch (kind) {
          case SESSION -> session != null;
          case BEGINS -> attempt != null && attempt.end() == null && definition != null;
          case ENDS -> attempt != null && attempt.end() != null;
        };
    if (!whole) {
      throw new IllegalArgumentException("an event %s lacks what belongs to it".formatted(kind));
    }
  }

  /** What happens. */
  enum Kind {
    /** A coordinator takes the pipeline up. */
    SESSION,
    /** A run begins. */
    BEGINS,
    /** A run ended. */
    ENDS
  }

  /**
   * What a coordinator was started with.
   *
   * @param pipeline the pipeline's name
   * @param begun when the first coordinator began, in milliseconds since 1970
   * @param folder what {@code ${pipeline}} stands for
   * @param variables what {@code --set} gave
   */
  record Session(String pipeline, long begun, String folder, Map<String, String> variables) {

    Session {
      if (pipeline == null || folder == null || variables == null) {
        throw new IllegalArgumentException(
            "a session must have a pipeline, a folder and variables");
      }
    }

    /** One that begins now, or goes on with what an earlier one began. */
    static Session of(Pipeline pipeline, Map<String, String> variables, Optional<Session> earlier) {
      earlier.ifPresent(session -> session.checkIsOf(pipeline));
      long begun = earlier.map(Session::begun).orElseGet(System::currentTimeMillis);
      return new Session(pipeline.name(), begun, pipeline.folder().toString(), variables);
    }

    private void checkIsOf(Pipeline named) {
      if (!pipeline.equals(named.name())) {
        throw new IllegalArgumentException(
            "the folder is that of pipeline %s, not of %s".formatted(pipeline, named.name()));
      }
    }
  }

  static Event session(double at, Session session) {
    return new Event(Kind.SESSION, at, null, null, session);
  }

  static Event begins(Attempt attempt, String definition) {
    return new Event(Kind.BEGINS, attempt.start(), attempt, definition, null);
  }

  static Event ends(Attempt attempt) {
    return new Event(Kind.ENDS, attempt.finish(), attempt, null, null);
  }
}
