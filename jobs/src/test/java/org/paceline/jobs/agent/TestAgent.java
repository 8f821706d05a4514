package org.paceline.jobs.agent;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paceline.profile.ComputeCapability;
import org.paceline.profile.CpuProfile;
import org.paceline.profile.GpuProfile;
import org.paceline.profile.MachineProfile;
import picocli.CommandLine;

/** The agent's command in a folder of its own, on a machine and in a time that a test says. */
final class TestAgent {

  private final Path folder;
  private final List<String> told = new ArrayList<>();
  private double cores = 4;
  private int looks;

  TestAgent(Path folder) {
    this.folder = folder;
  }

  void cores(double now) {
    cores = now;
  }

  /** How often the machine was looked at. */
  int looks() {
    return looks;
  }

  List<String> told() {
    return told;
  }

  void run(Timer timer, String... args) {
    run(timer, InputStream.nullInputStream(), args);
  }

  void runWithInput(String input, String... args) {
    run(
        new ScriptedTimer(),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        args);
  }

  private void run(Timer timer, InputStream input, String... args) {
    AgentCommand command = new AgentCommand();
    new CommandLine(command).parseArgs(args);
    command.run(
        new AgentCommand.Surroundings(
            Map.of(AgentFolder.VARIABLE, folder.toString()),
            input,
            this::machine,
            timer,
            new Random(1),
            told::add));
  }

  private MachineProfile machine() {
    looks++;
    GpuProfile gpu =
        new GpuProfile(
            "NVIDIA A100-SXM4-40GB", new ComputeCapability(8, 0), 108, 19.5, 40L << 30, 400);
    return new MachineProfile(
        "-lab_1.example.org",
        "Linux amd64",
        new CpuProfile("EPYC\t7", 8, cores, 2.449),
        8L << 30,
        List.of(gpu),
        List.of());
  }
}
