package org.paceline.assign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the exact solver, which is a process of its own: its protobuf is not Spark's, and what
 * native code does to a process it does not do to this one. It ends with this one, too.
 */
final class SolverProcess {

  /** What a solver may take after its time before it is ended. */
  private static final double GRACE_SECONDS = 1;

  private SolverProcess() {}

  static SolverReply solve(AssignmentProblem problem, Proposal start, Budget budget) {
    Process process = begin();
    try {
      CompletableFuture<String> reply = read(process.getInputStream());
      CompletableFuture<String> errors = read(process.getErrorStream());
      ask(process, SolverJson.request(problem, start, budget));
      return SolverJson.reply(answer(reply, errors, budget));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process begin() {
    try {
      return new ProcessBuilder(SolverFiles.command()).start();
    } catch (IOException e) {
      throw new SolverException("its process cannot be started: " + e.getMessage(), e);
    }
  }

  private static CompletableFuture<String> read(java.io.InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            },
            "paceline-solver");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** Its input stays open: when it ends, so does the solver. */
  private static void ask(Process process, String request) {
    try {
      OutputStream input = process.getOutputStream();
      input.write(request.getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new SolverException("it does not take the problem: " + e.getMessage(), e);
    }
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static String answer(
      CompletableFuture<String> reply, CompletableFuture<String> errors, Budget budget) {
    long limit = (long) (1000 * (budget.secondsLeft() + GRACE_SECONDS));
    try {
      String answer = reply.get(limit, TimeUnit.MILLISECONDS);
      if (answer.isBlank()) {
        String said = errors.get(limit, TimeUnit.MILLISECONDS).strip();
        throw new SolverException(
            said.isEmpty() ? "its process was ended" : "its process failed: " + lastLine(said));
      }
      return answer;
    } catch (TimeoutException e) {
      throw new SolverException("it did not end in time", e);
    } catch (ExecutionException e) {
      throw new SolverException("it cannot be heard: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SolverException("the search was interrupted", e);
    }
  }
}
