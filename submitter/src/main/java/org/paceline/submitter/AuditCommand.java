package org.paceline.submitter;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.audit.AuditHead;
import org.paceline.submitter.audit.Verification;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.config.SettingsReader;
import org.paceline.submitter.database.Database;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * Follows the chain of the audit in the service's database, which need not be trusted to do so
 * itself. It ends with 0 if the chain holds, 1 if it is broken, 2 if it could not be followed.
 */
@Command(
    name = "paceline audit verify",
    sortOptions = false,
    description = {
      "Follows the chain of the audit, and names the first line that is not as it was written.",
      "Ends with 0 if the chain holds, 1 if it is broken, 2 if it could not be followed.",
      "An embedded database is followed while the service is stopped."
    })
final class AuditCommand implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final int NOT_FOLLOWED = 2;

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SUBMITTER.YAML",
      description = "The settings of the service, which name its database.")
  private Path yaml;

  @Option(
      names = "--expect",
      paramLabel = "SEQ:HASH",
      description = {
        "A head that was noted before, as this command or GET /audit/head tells it: only with it",
        "lines at the end are missed that somebody cut off together with the database's own head."
      })
  private AuditHead noted;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  AuditCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /**
   * Verifies, and ends the process.
   *
   * @param args {@code verify} and what follows it
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(run(System.getenv(), out, err, args));
  }

  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    if (args.length == 0 || !args[0].equals("verify")) {
      err.println("paceline audit: the word is verify: paceline audit verify [SUBMITTER.YAML]");
      return NOT_FOLLOWED;
    }
    CommandLine line = new CommandLine(new AuditCommand(environment, out, err));
    line.registerConverter(AuditHead.class, AuditCommand::head);
    line.setOut(out).setErr(err);
    line.setExecutionExceptionHandler((e, command, result) -> failed(err, e));
    return line.execute(Arrays.copyOfRange(args, 1, args.length));
  }

  private static AuditHead head(String text) {
    try {
      return AuditHead.of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static int failed(PrintWriter err, Exception e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    message.lines().forEach(line -> err.println("paceline audit verify: " + line));
    return NOT_FOLLOWED;
  }

  @Override
  public Integer call() {
    Settings settings = new SettingsReader(environment).read(Optional.ofNullable(yaml));
    try (Database database = Database.asItIs(settings)) {
      return told(
          new Audit(database.jdbi(), Clock.systemUTC())
              .verify(Optional.ofNullable(noted), this::progress));
    }
  }

  private void progress(long lines, long of) {
    err.printf(Locale.ROOT, "paceline audit verify: %,d of %,d lines%n", lines, of);
  }

  private int told(Verification found) {
    if (!found.whole()) {
      out.printf("broken: line %s %s%n", found.brokenAt(), found.fault());
      return BROKEN;
    }
    out.printf("%s lines, each as it was written%nhead %s%n", found.lines(), found.head());
    return 0;
  }
}
