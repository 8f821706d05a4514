package org.paceline.assign.format;

import java.util.List;
import org.paceline.assign.AssignmentProblem;

/**
 * A problem from a file.
 *
 * @param problem the problem
 * @param format what the file was, for people
 * @param notes what the reader had to assume
 */
public record ReadProblem(AssignmentProblem problem, String format, List<String> notes) {

  /** Copies the notes. */
  public ReadProblem {
    notes = List.copyOf(notes);
  }

  static ReadProblem of(AssignmentProblem problem, String format) {
    return new ReadProblem(problem, format, List.of());
  }
}
