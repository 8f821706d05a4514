package org.paceline.submitter.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.ExtensionFactory;
import org.jdbi.v3.core.extension.ExtensionMetadata;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jdbi.v3.sqlobject.SqlObjectFactory;

/**
 * Table interfaces, of which only the method that is called is prepared. JDBI's own factory
 * prepares all methods of an interface whenever it is used, with a copy of the configuration for
 * each, which took a fifth of the service's time. All else is JDBI's own. Thread-safe.
 */
final class LazyTables implements ExtensionFactory {

  @Override
  public boolean accepts(Class<?> type) {
    return type.isInterface();
  }

  @Override
  public Set<FactoryFlag> getFactoryFlags() {
    return Set.of(FactoryFlag.DONT_USE_PROXY);
  }

  @Override
  public <E> E attach(Class<E> type, HandleSupplier handle) {
    Extensions extensions = handle.getConfig().get(Extensions.class);
    ExtensionMetadata metadata =
        extensions.findMetadata(type, extensions.findFactory(SqlObjectFactory.class).orElseThrow());
    ConfigRegistry config = metadata.createInstanceConfiguration(handle.getConfig());
    InvocationHandler calls =
        (proxy, method, arguments) ->
            method.getDeclaringClass() == Object.class
                ? ofObject(type, proxy, method, arguments)
                : metadata
                    .createExtensionHandlerInvoker(proxy, method, handle, config)
                    .invoke(arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }

  private static Object ofObject(Class<?> type, Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> type.getSimpleName();
    };
  }
}
