package org.paceline.submitter.database;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows as records. JDBI finds out anew at each query which column goes to which component; here
 * that is kept by the columns' names, of which there are as many lists as queries. Thread-safe.
 *
 * @param <T> the record
 */
final class RecordMapper<T> implements RowMapper<T> {

  private final RowMapper<T> mapper;
  private final Map<List<String>, RowMapper<T>> byColumns = new ConcurrentHashMap<>();

  RecordMapper(Class<T> type) {
    this.mapper = ConstructorMapper.of(type);
  }

  @Override
  public T map(ResultSet rows, StatementContext context) throws SQLException {
    return specialize(rows, context).map(rows, context);
  }

  @Override
  public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
    List<String> columns = columns(rows.getMetaData());
    RowMapper<T> known = byColumns.get(columns);
    if (known == null) {
      known = mapper.specialize(rows, context);
      byColumns.put(columns, known);
    }
    return known;
  }

  private static List<String> columns(ResultSetMetaData rows) throws SQLException {
    String[] names = new String[rows.getColumnCount()];
    for (int i = 0; i < names.length; i++) {
      names[i] = rows.getColumnLabel(i + 1);
    }
    return Arrays.asList(names);
  }
}
