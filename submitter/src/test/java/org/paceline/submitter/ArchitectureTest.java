package org.paceline.submitter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What knows what. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.paceline.submitter");

  @Test
  void packagesAreByFeatureAndWithoutCycles() {
    slices().matching("org.paceline.submitter.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheWebAndPackagesOfFeaturesTouchJavalin() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..web..", "..user..", "..audit..", "..project..", "..machine..", "..file..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.javalin..")
        .check(CLASSES);
  }

  @Test
  void librariesStayWhereTheyAreUsed() {
    stays("org.eclipse.jetty..", "..web..");
    stays("io.jsonwebtoken..", "..user..");
    stays("com.password4j..", "..user..");
    stays("org.flywaydb..", "..database..");
    stays("com.zaxxer..", "..database..");
    stays("org.apache.hadoop..", "..storage..");
  }

  private static void stays(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void settingsKnowNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("..config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..web..", "..user..", "..audit..", "..database..")
        .check(CLASSES);
  }

  /** It is for programs of others too, who have the API and nothing else. */
  @Test
  void theClientKnowsNothingOfTheServer() {
    noClasses()
        .that()
        .resideInAnyPackage("org.paceline.submitter.client..", "org.paceline.submitter.command..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.paceline.submitter..")
                .and(not(resideInAPackage("org.paceline.submitter.client..")))
                .and(not(resideInAPackage("org.paceline.submitter.command.."))))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.paceline.submitter.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.paceline.submitter.command..", "picocli..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/apache/spark/SparkContext.class",
        "scala/Option.class",
        "org/nd4j/linalg/factory/Nd4j.class",
        "org/deeplearning4j/nn/api/Model.class"
      })
  void theFrameworkIsNotOnItsClassPath(String type) {
    assertThat(Submitter.class.getClassLoader().getResource(type)).as(type).isNull();
  }
}
