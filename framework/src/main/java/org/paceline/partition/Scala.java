package org.paceline.partition;

import java.util.List;
import org.apache.spark.Dependency;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The Scala collections that Spark's classes ask for, from Java's. */
final class Scala {

  private Scala() {}

  static <T> Seq<T> seq(List<T> list) {
    return JavaConverters.asScalaBuffer(list).toSeq();
  }

  static Seq<Dependency<?>> noDependencies() {
    return seq(List.of());
  }
}
