package org.paceline.submitter.database;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;

/** Maps rows to any record, so that tables need not name theirs. Thread-safe. */
final class RecordMappers implements RowMapperFactory {

  private final Map<Class<?>, RowMapper<?>> mappers = new ConcurrentHashMap<>();

  @Override
  public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
    return type instanceof Class<?> raw && raw.isRecord()
        ? Optional.of(mappers.computeIfAbsent(raw, RecordMapper::new))
        : Optional.empty();
  }
}
