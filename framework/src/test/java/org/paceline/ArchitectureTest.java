package org.paceline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house: data flows one way, and heavy libraries stay in their rooms. */
class ArchitectureTest {

  private static final List<String> ROOMS =
      List.of(
          "profile",
          "speed",
          "plan",
          "roster",
          "data",
          "partition",
          "engine",
          "model",
          "train",
          "cluster",
          "job");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.paceline");

  @Test
  void plainRoomsImportNeitherSparkNorDl4j() {
    noClasses()
        .that()
        .resideInAnyPackage(rooms(List.of("profile", "speed", "plan")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.deeplearning4j..", "org.nd4j..", "scala..")
        .check(CLASSES);
  }

  @Test
  void dl4jStaysInEngineModelAndTrain() {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms(List.of("engine", "model", "train")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
        .check(CLASSES);
  }

  @Test
  void kubernetesStaysInItsRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paceline.cluster.kubernetes..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "org.apache.spark.deploy.k8s..",
            "org.apache.spark.scheduler.cluster.k8s..")
        .check(CLASSES);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.paceline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @TestFactory
  List<DynamicTest> eachRoomImportsOnlyFromThoseBeforeIt() {
    return ROOMS.stream()
        .filter(room -> !room.equals(ROOMS.get(ROOMS.size() - 1)))
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("org.paceline." + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                rooms(ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size())))
                            .check(CLASSES)))
        .toList();
  }

  private static String[] rooms(List<String> names) {
    return names.stream().map(name -> "org.paceline." + name + "..").toArray(String[]::new);
  }
}
