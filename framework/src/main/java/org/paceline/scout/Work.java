package org.paceline.scout;

import java.util.List;
import org.apache.spark.SparkContext;
import org.paceline.feed.BlockSource;
import org.paceline.roster.Member;

/**
 * What executors are to train, for whoever looks whether they can.
 *
 * @param context the application's context
 * @param source the data
 * @param configuration the network's configuration
 * @param <T> the type of a block
 */
public record Work<T>(SparkContext context, BlockSource<T> source, String configuration) {

  /**
   * A look at some executors.
   *
   * @param members the executors
   * @return looks once
   */
  public Scout scout(List<Member> members) {
    return new Scout(context, members);
  }
}
