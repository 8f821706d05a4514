package org.paceline.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What some loggers say while it is open, as LEVEL: message. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private CapturedLog(Logger logger) {
    super("captured", null, null, true, Property.EMPTY_ARRAY);
    this.logger = logger;
  }

  /** Listens to all loggers whose names begin so. */
  public static CapturedLog start(String name) {
    Logger logger = (Logger) LogManager.getLogger(name);
    CapturedLog log = new CapturedLog(logger);
    log.start();
    logger.addAppender(log);
    Configurator.setLevel(name, Level.INFO);
    return log;
  }

  @Override
  public void append(LogEvent event) {
    lines.add(event.getLevel() + ": " + event.getMessage().getFormattedMessage());
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.removeAppender(this);
    stop();
  }
}
