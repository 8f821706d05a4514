package org.paceline.roster;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskScheduler;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.apache.spark.storage.BlockManagerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * The live executors of one Spark application, kept up to date by Spark's events.
 *
 * <p>{@link #configure} has it listen from the start, since a listener added to a running context
 * misses the executors that are there already; for such a context {@link #of} asks the block
 * manager for them. Thread-safe.
 */
public final class Roster extends SparkListener implements Attendance {

  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
  private static final String KEY = "spark.paceline.roster";
  private static final Map<String, Roster> LIVE = new ConcurrentHashMap<>();

  /** Spark's name for the resource. */
  private static final String CARDS = "gpu";

  private static final Duration POLL = Duration.ofMillis(50);

  private static final String CORES_OF_TASK = "spark.task.cpus";

  private final int coresOfTask;
  private volatile SparkContext context;
  private final Map<String, Member> members = new ConcurrentHashMap<>();
  private final Map<String, Tasks> tasks = new ConcurrentHashMap<>();
  private final Map<String, Departure> departed = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> tooSmall = new ConcurrentHashMap<>();
  private final Stays stays = new Stays(System::nanoTime);
  private final List<Consumer<Departure>> listeners = new CopyOnWriteArrayList<>();

  private Roster(int coresOfTask) {
    this.coresOfTask = coresOfTask;
  }

  /**
   * Called by Spark, which creates the listener that {@link #configure} named.
   *
   * @param conf the application's configuration
   */
  public Roster(SparkConf conf) {
    this(conf.getInt(CORES_OF_TASK, 1));
    LIVE.put(conf.get(KEY), this);
  }

  /**
   * Has a roster listen to the application that is started with this configuration.
   *
   * @param conf the configuration, which is changed
   * @return the same configuration
   */
  public static SparkConf configure(SparkConf conf) {
    String others = conf.get("spark.extraListeners", "");
    String all = others.isEmpty() ? Roster.class.getName() : others + "," + Roster.class.getName();
    return conf.set(KEY, UUID.randomUUID().toString()).set("spark.extraListeners", all);
  }

  /**
   * The roster of an application.
   *
   * @param context its running context
   * @return the roster that listens to it; one is added if none does
   */
  public static Roster of(SparkContext context) {
    Roster roster =
        LIVE.computeIfAbsent(
            context.conf().get(KEY, context.applicationId()), key -> joined(context));
    roster.context = context;
    return roster;
  }

  private static Roster joined(SparkContext context) {
    Roster roster = new Roster(context.conf().getInt(CORES_OF_TASK, 1));
    context.addSparkListener(roster);
    for (BlockManagerId id :
        JavaConverters.asJavaCollection(
            context.env().blockManager().master().getMemoryStatus().keySet())) {
      if (!id.isDriver() || context.isLocal()) {
        roster.members.putIfAbsent(
            id.executorId(), new Member(id.executorId(), id.host(), 1, Map.of()));
        roster.stays.arrive(id.executorId());
      }
    }
    return roster;
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded event) {
    ExecutorInfo info = event.executorInfo();
    if (info.totalCores() < coresOfTask) {
      tooSmall.put(event.executorId(), info.totalCores());
      LOG.warn(
          "executor {} on {} takes no part: it has {} cores, and {} is {}",
          event.executorId(),
          info.executorHost(),
          info.totalCores(),
          CORES_OF_TASK,
          coresOfTask);
      return;
    }
    Map<String, String> attributes = JavaConverters.mapAsJavaMap(info.attributes());
    stays.arrive(event.executorId());
    members.put(
        event.executorId(),
        new Member(
            event.executorId(), info.executorHost(), info.totalCores(), attributes, cards(info)));
  }

  private static List<String> cards(ExecutorInfo info) {
    return info.resourcesInfo().contains(CARDS)
        ? List.of(info.resourcesInfo().apply(CARDS).addresses())
        : List.of();
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    Member member = members.get(event.executorId());
    tasks.remove(event.executorId());
    tooSmall.remove(event.executorId());
    stays.leave(event.executorId());
    if (member != null) {
      Departure departure = new Departure(member, event.reason());
      // In this order: whoever misses it can ask why.
      departed.put(event.executorId(), departure);
      members.remove(event.executorId());
      listeners.forEach(listener -> listener.accept(departure));
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    count(event.taskInfo().executorId(), 1, 0);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd event) {
    // Spark may tell of its end when the executor is gone.
    if (tasks.containsKey(event.taskInfo().executorId())) {
      count(event.taskInfo().executorId(), 0, 1);
    }
  }

  private void count(String executorId, int started, int ended) {
    tasks.merge(
        executorId,
        new Tasks(started, ended),
        (all, one) -> new Tasks(all.started() + one.started(), all.ended() + one.ended()));
  }

  @Override
  public boolean alive(String executorId) {
    return members.containsKey(executorId);
  }

  @Override
  public Tasks tasks(String executorId) {
    return tasks.getOrDefault(executorId, new Tasks(0, 0));
  }

  /**
   * Whether an executor is here, to be given work.
   *
   * @param executorId the executor
   * @return true from its registration until its loss, or until it is asked to leave
   */
  public boolean has(String executorId) {
    return alive(executorId) && !leaving(executorId);
  }

  /**
   * How long an executor was here, as Spark's events have told.
   *
   * @param executorId the executor
   * @param from the beginning of a span, by {@link System#nanoTime}
   * @param to its end
   * @return seconds of the span between its registration and its loss
   */
  public double secondsHere(String executorId, long from, long to) {
    return stays.seconds(executorId, from, to);
  }

  /**
   * Whether an executor was asked to leave, as when its node is drained: it finishes what it does
   * and takes nothing more. Spark has no event for it.
   *
   * @param executorId the executor
   * @return false also for one that is gone
   */
  public boolean leaving(String executorId) {
    SparkContext spark = context;
    // A context that stops has no scheduler any more.
    TaskScheduler scheduler = spark == null ? null : spark.taskScheduler();
    boolean leaving =
        scheduler != null
            && members.containsKey(executorId)
            && scheduler.getExecutorDecommissionState(executorId).isDefined();
    if (leaving) {
      asked.add(executorId);
    }
    return leaving;
  }

  /**
   * Whether an executor was asked to leave, or had been when it went.
   *
   * @param executorId the executor
   * @return whether its loss is nobody's fault
   */
  public boolean asked(String executorId) {
    Departure departure = departed.get(executorId);
    return leaving(executorId)
        || asked.contains(executorId)
        || (departure != null && departure.asked());
  }

  /**
   * Tells of executors that go while the application runs, those first that have gone before.
   *
   * @param listener called on the thread of Spark's events, so it must be quick
   */
  public void onDeparture(Consumer<Departure> listener) {
    listeners.add(listener);
    departed.values().forEach(listener);
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd event) {
    // All executors go now, each in its own way.
    listeners.clear();
    LIVE.values().remove(this);
  }

  /**
   * The executors that are here now, but for those that were asked to leave.
   *
   * @return in a stable order: by their launcher's number, then by machine, then by id
   */
  public List<Member> members() {
    return members.values().stream()
        .filter(member -> !leaving(member.executorId()))
        .sorted(
            Comparator.comparingInt(Member::ordinal)
                .thenComparing(Member::machine)
                .thenComparingInt(member -> member.executorId().length())
                .thenComparing(Member::executorId))
        .toList();
  }

  /**
   * Why executors that came can be given no task.
   *
   * @return what is wrong with the setting; empty if there are none
   */
  public Optional<String> tooSmall() {
    return tooSmall.values().stream()
        .max(Comparator.naturalOrder())
        .map(
            most ->
                "%s is %s, but no executor has more than %s cores"
                    .formatted(CORES_OF_TASK, coresOfTask, most));
  }

  /**
   * Waits until executors are here.
   *
   * @param count how many are expected
   * @param patience the longest wait
   * @return whoever is here when the count is reached or patience is at its end, perhaps nobody
   */
  public List<Member> await(int count, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (members.size() < count && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return members();
  }
}
