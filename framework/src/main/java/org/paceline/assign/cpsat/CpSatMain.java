package org.paceline.assign.cpsat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.paceline.assign.Instance;
import org.paceline.assign.format.ProblemJson;

/** The main class of the solver's process. */
public final class CpSatMain {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALONE = 3;

  private CpSatMain() {}

  /**
   * Reads a search and a problem, a line of JSON each, and writes what was found as one. Ends when
   * its input does.
   *
   * @param args none
   * @throws IOException where standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    // Native code may write to standard output: only the answer is to be there.
    PrintStream out = System.out;
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String search = in.readLine();
    String problem = in.readLine();
    if (problem == null) {
      System.exit(ALONE);
    }
    endWith(in);
    out.println(loadAndAnswer(search, problem));
    out.flush();
    System.exit(0);
  }

  private static ObjectNode loadAndAnswer(String search, String problem) throws IOException {
    try {
      System.loadLibrary("jniortools");
      return answer(search, problem);
    } catch (LinkageError | OutOfMemoryError e) {
      return JSON.createObjectNode().put("error", e.toString());
    }
  }

  static ObjectNode answer(String search, String problem) throws IOException {
    try {
      Instance instance = new Instance(ProblemJson.read(problem));
      return new CpSatSearch(instance, JSON.readTree(search)).run();
    } catch (RuntimeException e) {
      return JSON.createObjectNode().put("error", e.toString());
    }
  }

  /** Nobody waits for the answer any more when the input ends. */
  private static void endWith(BufferedReader in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // What comes is not for us.
                }
              } catch (IOException e) {
                System.err.println("the input cannot be read: " + e.getMessage());
              }
              Runtime.getRuntime().halt(ALONE);
            },
            "paceline-input");
    watch.setDaemon(true);
    watch.start();
  }
}
