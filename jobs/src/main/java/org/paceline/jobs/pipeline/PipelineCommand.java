package org.paceline.jobs.pipeline;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paceline.assign.Machine;
import org.paceline.assign.Policies;
import org.paceline.assign.Resources;
import org.paceline.job.ExitCode;
import org.paceline.jobs.RunFolder;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
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

  private static final double GIB = 1L << 30;

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

  @Option(names = "--dry-run", description = "Show the plan, and run nothing.")
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
    Optional<Event.Session> last = earlier.flatMap(PipelineCommand::lastSession);
    Pipeline pipeline = pipeline(last, earlier);
    Durations durations = Durations.usual();
    Planner planner = new Planner(pipeline, policy, durations::of);
    if (dryRun) {
      tell(planned(pipeline, planner), pipeline);
      return ExitCode.DONE.value();
    }
    Path folder = earlier.orElseGet(() -> place(pipeline));
    try (PipelineFolder open = PipelineFolder.open(folder, durations)) {
      Session session = new Session(pipeline, planner, open, new Teller(System.err));
      Optional<Outcome> outcome = session.run(described(pipeline, last), policy, text(earlier));
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
    if (resume != null && !PipelineFolder.isOne(absolute(resume))) {
      throw new IllegalArgumentException(
          "--resume %s is no folder in which a pipeline has begun".formatted(resume));
    }
    return Optional.ofNullable(resume == null ? output : resume)
        .map(PipelineCommand::absolute)
        .filter(PipelineFolder::isOne);
  }

  private static Path absolute(Path named) {
    return RunFolder.place(named).toAbsolutePath().normalize();
  }

  private static Optional<Event.Session> lastSession(Path folder) {
    return Journal.read(folder).stream()
        .map(Event::session)
        .filter(Objects::nonNull)
        .reduce((one, next) -> next);
  }

  private Pipeline pipeline(Optional<Event.Session> last, Optional<Path> earlier) {
    Map<String, String> given = new LinkedHashMap<>();
    last.ifPresent(session -> given.putAll(session.variables()));
    given.putAll(variables);
    Path folder =
        file != null
            ? Optional.ofNullable(file.toAbsolutePath().normalize().getParent()).orElse(file)
            : Path.of(last.orElseThrow().folder());
    return PipelineFile.read(source(earlier), folder, given, PipelineCommand::here);
  }

  private Path source(Optional<Path> earlier) {
    return file != null ? file : earlier.orElseThrow().resolve(PipelineFolder.FILE);
  }

  private String text(Optional<Path> earlier) {
    return PipelineFile.text(source(earlier));
  }

  /** This computer, as far as this process may use it. */
  private static Place here() {
    MachineProfile profile = new MachineProfiler().detect();
    Resources capacity =
        Resources.of("cores", profile.cpu().usableCores())
            .and("memory", profile.memoryBytes() / GIB)
            .and("gpu", profile.gpus().size());
    return new Place(Machine.of("here", capacity), List.of());
  }

  private Path place(Pipeline pipeline) {
    String time =
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    return absolute(output == null ? Path.of("runs", pipeline.name() + "-" + time) : output);
  }

  private Event.Session described(Pipeline pipeline, Optional<Event.Session> last) {
    last.map(Event.Session::pipeline)
        .filter(name -> !name.equals(pipeline.name()))
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "the folder is that of pipeline %s, not of %s".formatted(name, pipeline.name()));
            });
    Map<String, String> all = new LinkedHashMap<>();
    last.ifPresent(session -> all.putAll(session.variables()));
    all.putAll(variables);
    return new Event.Session(
        pipeline.name(),
        last.map(Event.Session::begun).orElseGet(System::currentTimeMillis),
        pipeline.folder().toString(),
        all);
  }

  /** What would be: nothing is written but the picture, where one is asked for. */
  private Outcome planned(Pipeline pipeline, Planner planner) {
    Board board = new Board(pipeline, pipeline.stages().stream().map(StageRun::new).toList());
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
