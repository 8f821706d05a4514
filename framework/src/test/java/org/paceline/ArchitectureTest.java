package org.paceline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house: data flows one way, and heavy libraries stay in their rooms. */
class ArchitectureTest {

  /** A room imports only from lower floors, these being the lowest first. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("base", "image"),
          List.of("profile", "data", "plan", "assign", "roster"),
          List.of("speed", "ledger", "partition", "engine", "cluster"),
          List.of("model", "feed", "pool"),
          List.of("exchange"),
          List.of("round", "checkpoint"),
          List.of("scout", "evaluate"),
          List.of("train"),
          List.of("tensorboard"),
          List.of("job"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.paceline");

  @Test
  void plainRoomsImportNeitherSparkNorDl4j() {
    noClasses()
        .that()
        .resideInAnyPackage(rooms(List.of("base", "profile", "speed", "plan", "assign", "ledger")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.deeplearning4j..", "org.nd4j..", "scala..")
        .check(CLASSES);
  }

  @Test
  void dl4jStaysInEngineModelAndWhatStandsOnThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            rooms(
                List.of(
                    "base",
                    "profile",
                    "data",
                    "plan",
                    "assign",
                    "roster",
                    "speed",
                    "ledger",
                    "partition",
                    "cluster",
                    "pool",
                    "checkpoint",
                    "job")))
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
  void solversStayInTheirRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paceline.assign.cpsat")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.ortools..", "com.google.protobuf..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paceline.assign")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.ojalgo..")
        .check(CLASSES);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.paceline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyRoomHasAFloor() {
    assertThat(
            CLASSES.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toSet()))
        .hasSameElementsAs(FLOORS.stream().flatMap(List::stream).toList());
  }

  @TestFactory
  List<DynamicTest> eachRoomImportsOnlyFromLowerFloors() {
    return FLOORS.stream()
        .flatMap(
            floor ->
                floor.stream().map(room -> DynamicTest.dynamicTest(room, () -> check(room, floor))))
        .toList();
  }

  private static void check(String room, List<String> floor) {
    List<String> others =
        FLOORS.subList(FLOORS.indexOf(floor), FLOORS.size()).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(room))
            .toList();
    noClasses()
        .that()
        .resideInAPackage("org.paceline." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(rooms(others))
        .check(CLASSES);
  }

  private static String[] rooms(List<String> names) {
    return names.stream().map(name -> "org.paceline." + name + "..").toArray(String[]::new);
  }
}
