package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paceline.assign.Policies;
import org.paceline.job.ExitCode;
import org.paceline.jobs.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs jobs that depend on each other, several at once where they fit. */
@Command(
    name = "paceline pipeline",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the stages of a YAML file, each a job or command, in the order that they need and on the"
          + " machines that the file names, several at once where they fit.",
      "It goes on after a failure where it can. The same command with the same --output goes on"
          + " where it was stopped or killed; what is done does not run again."
    },
    footer = {
      "",
      "Examples:",
      "  paceline pipeline conf/pipelines/best-of-three.yaml --dry-run",
      "  paceline pipeline conf/pipelines/best-of-three.yaml --output runs/best --set epochs=2",
      "",
      "Exit codes: 0 all stages are done, 1 a stage failed or was skipped, 2 bad arguments or a bad",
      "file, 3 the folder is damaged, 6 output not written."
    })
public final class PipelineCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The pipeline; with --resume by default the file that it was begun with.")
  private Path file;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for everything; where it is that of a pipeline, that goes on (default:"
              + " runs/NAME-DATE-TIME).")
  private Path output;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the pipeline in this folder, which must be one.")
  private Path resume;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Put a value in the place of $${NAME} in arguments; can be given several times.")
  private Map<String, String> variables = new LinkedHashMap<>();

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      defaultValue = "best",
      description = "What assigns stages to machines (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(
      names = "--dry-run",
      description = "Show the plan of all stages, done ones too, and run nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Write the result as JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Where to draw what was planned and what happened (default: DIR/pipeline.svg).")
  private Path picture;

  @Override
  public Integer call() throws InterruptedException {
    Policies.named(policy);
    Optional<Path> earlier = earlier();
    Optional<Event.Session> last = earlier.flatMap(JournalReader::lastSession);
    PipelineFile source = PipelineFile.of(source(earlier));
    PipelineReader.Read read = source.read(base(last), given(last), Here::place);
    Pipeline pipeline = read.pipeline();
    Durations durations = Durations.usual();
    Planner planner = new Planner(pipeline, policy, durations::of);
    if (last.isEmpty()) {
      planner.checkHours(Board.of(pipeline));
    }
    if (dryRun) {
      tell(planned(pipeline, planner), pipeline);
      return ExitCode.DONE.value();
    }
    Event.Session described = Event.Session.of(pipeline, read.set(), last);
    Path folder = earlier.orElseGet(() -> place(pipeline));
    try (PipelineFolder open = PipelineFolder.open(folder, durations)) {
      Session session = new Session(pipeline, planner, open, new Teller(System.err));
      Optional<Outcome> outcome = session.run(described, policy, source.text());
      outcome.ifPresent(it -> tell(it, pipeline, open));
      return outcome.filter(it -> it.state().equals(Outcome.DONE)).isPresent()
          ? ExitCode.DONE.value()
          : ExitCode.FAILED.value();
    }
  }

  /** The folder of a pipeline that goes on. */
  private Optional<Path> earlier() {
    if (resume != null && output != null) {
      throw new IllegalArgumentException("--resume and --output exclude each other");
    }
    if (resume == null && file == null) {
      throw new IllegalArgumentException("FILE must be given, or --resume");
    }
    if (resume != null && !Claim.isPipelines(absolute(resume))) {
      throw new IllegalArgumentException(
          "--resume %s is no folder in which a pipeline has begun".formatted(resume));
    }
    return Optional.ofNullable(resume == null ? output : resume)
        .map(PipelineCommand::absolute)
        .filter(Claim::isPipelines);
  }

  private static Path absolute(Path named) {
    return RunFolder.place(named).toAbsolutePath().normalize();
  }

  private Given given(Optional<Event.Session> last) {
    Map<String, String> before = last.map(Event.Session::variables).orElse(Map.of());
    return file == null ? Given.again(variables, before) : Given.toFile(variables, before);
  }

  /** What ${pipeline} stands for. */
  private Path base(Optional<Event.Session> last) {
    return file != null
        ? file.toAbsolutePath().normalize().getParent()
        : Path.of(last.orElseThrow().folder());
  }

  private Path source(Optional<Path> earlier) {
    return file != null ? file : earlier.orElseThrow().resolve(PipelineFolder.FILE);
  }

  private Path place(Pipeline pipeline) {
    String time =
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    return output == null
        ? Claim.fresh(absolute(Path.of("runs", pipeline.name() + "-" + time)))
        : absolute(output);
  }

  /** What would be: nothing is written but the picture, where one is asked for. */
  private Outcome planned(Pipeline pipeline, Planner planner) {
    Board board = Board.of(pipeline);
    FirstPlan plan = FirstPlan.of(policy, planner.plan(board, 0));
    return Outcome.of(board, plan, System.currentTimeMillis(), Path.of(""));
  }

  private void tell(Outcome outcome, Pipeline pipeline, PipelineFolder folder) {
    folder.json(Outcome.FILE, outcome);
    if (picture == null) {
      folder.text("pipeline.svg", outcome.picture(pipeline.machines()));
    }
    tell(outcome, pipeline);
    if (!json) {
      System.out.println("Files: " + folder.path());
    }
  }

  @SuppressWarnings("SystemOut")
  private void tell(Outcome outcome, Pipeline pipeline) {
    if (picture != null) {
      PipelineFolder.write(absolute(picture), outcome.picture(pipeline.machines()));
    }
    System.out.print(json ? PipelineFolder.asJson(outcome) : outcome.table().toString());
  }
}
