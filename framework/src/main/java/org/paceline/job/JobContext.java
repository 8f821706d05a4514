package org.paceline.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.paceline.cluster.EmbeddedCluster;
import org.paceline.data.DataSpec;
import org.paceline.data.ExampleBlock;
import org.paceline.data.ExampleRDD;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import org.paceline.partition.Balance;
import org.paceline.partition.ExecutorTasks;
import org.paceline.profile.MachineProfile;
import org.paceline.profile.MachineProfiler;
import org.paceline.roster.Member;
import org.paceline.roster.Roster;

/** The application that a job runs in: Spark's session, and the executors with what they are. */
public final class JobContext {

  private static final int IMAGES_A_PARTITION = 256;

  private final SparkSession spark;
  private final Roster roster;
  private final Optional<EmbeddedCluster> cluster;
  private final Duration executorTimeout;
  private Map<String, MachineProfile> profiles;

  JobContext(SparkSession spark, Optional<EmbeddedCluster> cluster, Duration executorTimeout) {
    this.spark = spark;
    this.executorTimeout = executorTimeout;
    this.roster = Roster.of(spark.sparkContext());
    this.cluster = cluster;
  }

  /**
   * Spark's session.
   *
   * @return the running session
   */
  public SparkSession spark() {
    return spark;
  }

  /**
   * Spark's context.
   *
   * @return the context of the session
   */
  public JavaSparkContext sparkContext() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /**
   * The executors that are here now.
   *
   * @return in a stable order
   */
  public List<Member> members() {
    return roster.members();
  }

  /**
   * How long to wait for an executor where there is none.
   *
   * @return the value of {@code --executor-timeout}
   */
  public Duration executorTimeout() {
    return executorTimeout;
  }

  /**
   * The cluster that was started for this job.
   *
   * @return the embedded cluster, or empty on a cluster of somebody else's
   */
  public Optional<EmbeddedCluster> cluster() {
    return cluster;
  }

  /**
   * How the executors are held to their shares of a core.
   *
   * @return a few words, if the cluster is an embedded one
   */
  public Optional<String> limiter() {
    return cluster.map(EmbeddedCluster::limiter);
  }

  /**
   * What the executors' machines are; the first call runs a Spark job.
   *
   * @return the profile of each executor that answered, by id
   */
  public Map<String, MachineProfile> profiles() {
    if (profiles == null) {
      profiles =
          ExecutorTasks.onEach(
              spark.sparkContext(),
              members(),
              "profile",
              executor -> new MachineProfiler().detect());
    }
    return profiles;
  }

  /**
   * Deals the partitions of any RDD to the executors by their speed, so that work on them finishes
   * everywhere at the same moment. Nothing is shuffled unless there are too few partitions to deal.
   *
   * @param rdd the data
   * @param <T> the type of an element
   * @return the same elements, one partition a task slot
   */
  public <T> JavaRDD<T> balance(JavaRDD<T> rdd) {
    return balanced(rdd, rdd::repartition);
  }

  private <T> JavaRDD<T> balanced(JavaRDD<T> rdd, IntFunction<JavaRDD<T>> cut) {
    List<Member> members = members();
    SparkConf conf = spark.sparkContext().conf();
    int coresOfTask = conf.getInt("spark.task.cpus", 1);
    double cardsOfTask = conf.getDouble("spark.task.resource.gpu.amount", 0);
    List<Integer> slots =
        members.stream().map(member -> member.slots(coresOfTask, cardsOfTask)).toList();
    return Balance.of(rdd, cut, members, members.stream().map(this::speed).toList(), slots);
  }

  /**
   * Deals the rows of a data set or data frame to the executors by their speed, as {@link
   * #balance(JavaRDD)}.
   *
   * @param rows the data
   * @param <T> the type of a row
   * @return the same rows, one partition a task slot
   */
  public <T> Dataset<T> balance(Dataset<T> rows) {
    // Cut as rows, which go as bytes: Kryo knows nothing of their objects.
    JavaRDD<T> balanced = balanced(rows.javaRDD(), parts -> rows.repartition(parts).javaRDD());
    return spark.createDataset(balanced.rdd(), rows.encoder());
  }

  /**
   * The training images of a data set as a data frame.
   *
   * @param data the set as {@link DataSpec#parse} takes it
   * @return a row an image: {@code class}, the name of its class, and {@code pixels}, its values
   *     from 0 to 255, channel by channel, row by row
   * @throws IllegalArgumentException if there is no such kind of data
   * @throws org.paceline.data.DataException if the data cannot be used
   */
  public Dataset<Row> images(String data) {
    Examples examples = DataSpec.parse(data).open(Subset.TRAIN);
    examples.check(spark.sparkContext());
    List<String> classes = examples.classes();
    JavaRDD<Row> rows =
        new ExampleRDD(spark.sparkContext(), examples, IMAGES_A_PARTITION)
            .toJavaRDD()
            .flatMap(block -> rows(block, classes).iterator());
    StructType schema =
        new StructType()
            .add("class", DataTypes.StringType)
            .add("pixels", DataTypes.createArrayType(DataTypes.IntegerType));
    return spark.createDataFrame(rows, schema);
  }

  private static List<Row> rows(ExampleBlock block, List<String> classes) {
    int length = block.shape().length();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < block.size(); i++) {
      Integer[] pixels = new Integer[length];
      for (int j = 0; j < length; j++) {
        pixels[j] = block.pixels()[i * length + j] & 0xff;
      }
      rows.add(RowFactory.create(classes.get(block.labels()[i]), pixels));
    }
    return rows;
  }

  /**
   * Processor cores an executor may use, of its machine and of what Spark gave it: the speed of
   * work that is not known beforehand.
   */
  private double speed(Member member) {
    MachineProfile profile = profiles().get(member.executorId());
    return profile == null ? member.cores() : Math.min(member.cores(), profile.cpu().usableCores());
  }

  void limit() {
    cluster.ifPresent(EmbeddedCluster::limit);
  }

  /** Why executors that came can be given no task, if that is so. */
  Optional<String> tooSmall() {
    return roster.tooSmall();
  }

  List<Member> await(int expected, Duration patience) {
    return roster.await(expected, patience);
  }
}
