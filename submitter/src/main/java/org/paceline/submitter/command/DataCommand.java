package org.paceline.submitter.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.paceline.submitter.client.Api;
import org.paceline.submitter.client.Downloader;
import org.paceline.submitter.client.Patience;
import org.paceline.submitter.client.Progress;
import org.paceline.submitter.client.Uploader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code paceline data}. */
@Command(
    name = "paceline data",
    description = "Data sets and other files, sent and fetched.",
    footer = {"", "Example:", "  paceline data push train.bin --kind cifar10 --project Mountains"})
final class DataCommand extends FileWords {

  private static final int MOST_PARALLEL = 16;

  DataCommand(Terminal terminal) {
    super(terminal);
  }

  /** Where a file goes; to whoever sends it unless told otherwise. */
  static final class Target {
    @Option(names = "--project", paramLabel = "PROJECT", description = "for all who are in it")
    private String project;

    @Option(names = "--member", paramLabel = "USER", description = "for one person, by name or id")
    private String member;

    @Option(names = "--machine", paramLabel = "MACHINE", description = "for a machine")
    private String machine;

    void tell(ObjectNode body, Finder finder) {
      if (project != null) {
        body.set("project", finder.project(project).path("id"));
      }
      if (member != null) {
        body.put("member", finder.mate(member));
      }
      if (machine != null) {
        body.set("machine", finder.machine(machine).path("id"));
      }
    }
  }

  /** What a file is, and for how long. */
  static final class Description {
    @Option(
        names = "--kind",
        description =
            "what the server checks it to be: cifar10, cifar100, cifar10-archive, cifar100-archive,"
                + " images (zip, tar or tar.gz), file")
    private String kind;

    @Option(names = "--name", description = "that of the file unless given")
    private String name;

    @Option(names = "--short-term", description = "kept for --ttl only")
    private boolean shortTerm;

    @Option(names = "--ttl", paramLabel = "TIME", description = "as 24h or 7d; with --short-term")
    private String ttl;

    @ArgGroup(exclusive = true)
    private Target target;

    ObjectNode told(Path file, Finder finder) {
      if (shortTerm != (ttl != null)) {
        throw new IllegalArgumentException(
            "--short-term and --ttl are given together or not at all");
      }
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("name", name == null ? String.valueOf(file.getFileName()) : name);
      if (kind != null) {
        body.put("kind", kind);
      }
      if (shortTerm) {
        body.put("space", "short-term").put("ttlSeconds", Amount.seconds(ttl));
      }
      if (target != null) {
        target.tell(body, finder);
      }
      return body;
    }
  }

  @Command(
      description = "Sends a file; the same command goes on where one was interrupted.",
      footer = {
        "",
        "Example:",
        "  paceline data push train.bin --kind cifar10 --project Mountains",
        "  paceline data push notes.zip --kind images --short-term --ttl 24h"
      })
  int push(
      @Parameters(paramLabel = "FILE", description = "to be sent") Path file,
      @Mixin Description description,
      @Option(
              names = "--parallel",
              paramLabel = "N",
              defaultValue = "3",
              description = "parts sent at a time, 1 to 16; 3 unless given")
          int parallel,
      @Option(names = "--quiet", description = "no progress") boolean quiet)
      throws IOException {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException(
          "--parallel must be from 1 to %s, not %s".formatted(MOST_PARALLEL, parallel));
    }
    Api patient = api().with(Patience.ofTransfer());
    ObjectNode told = description.told(file, finder());
    Progress progress = new Progress();
    Uploader uploader = new Uploader(patient, terminal().folder(), parallel, this::remark);
    JsonNode sent;
    try (ProgressBar bar = bar(file.toString(), progress, quiet)) {
      sent = uploader.send(file, told, progress);
    }
    String there =
        progress.found() == 0 ? "" : ", %s there before".formatted(Amount.size(progress.found()));
    return show(
        sent,
        () -> say("%s sent: %s%s", sent.path("name").asText(), sent.path("id").asText(), there));
  }

  private ProgressBar bar(String name, Progress progress, boolean quiet) {
    ProgressBar.Form form = ProgressBar.Form.LINES;
    if (quiet) {
      form = ProgressBar.Form.NONE;
    } else if (json()) {
      form = ProgressBar.Form.JSON;
    } else if (terminal().asked().isPresent()) {
      form = ProgressBar.Form.BAR;
    }
    return new ProgressBar(terminal().err(), name, progress, form);
  }

  @Command(
      description = "Gets a file; the same command goes on where one was interrupted.",
      footer = {"", "Example:", "  paceline data pull train.bin --project Mountains data/"})
  int pull(
      @Parameters(index = "0", paramLabel = "ID|NAME", description = "which file") String word,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "DIR|FILE",
              defaultValue = ".",
              description = "where it goes; here unless given")
          Path where,
      @Option(
              names = "--project",
              paramLabel = "PROJECT",
              description = "in which NAME is looked for")
          String project,
      @Option(names = "--force", description = "replaces a file that is there") boolean force,
      @Option(names = "--quiet", description = "no progress") boolean quiet)
      throws IOException {
    JsonNode file = finder().file(word, project);
    Path target = Files.isDirectory(where) ? where.resolve(name(file)) : where;
    Progress progress = new Progress();
    try (ProgressBar bar = bar(target.toString(), progress, quiet)) {
      new Downloader(api().with(Patience.ofTransfer()))
          .get(
              file,
              target,
              force ? Downloader.Replacing.ANYTHING : Downloader.Replacing.NOTHING,
              progress);
    }
    return show(file, () -> say("%s: %s, checksum right", target, Amount.size(progress.total())));
  }

  /** A name of somebody else's must not lead out of the folder. */
  private static Path name(JsonNode file) {
    String name = file.path("name").asText();
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.matches(".*[/\\\\\\x00].*")) {
      throw new IllegalArgumentException("the file's name cannot be used here: name a FILE");
    }
    return Path.of(Printable.of(name));
  }
}
