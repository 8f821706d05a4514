package org.paceline.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Times the layers of a network, each behind a proxy that watches its calls. */
final class LayerClock {

  /** The time of a layer, in nanoseconds. */
  static final class Time {
    private long forward;
    private long backward;

    double forwardMillis(int steps) {
      return forward / 1e6 / steps;
    }

    double backwardMillis(int steps) {
      return backward / 1e6 / steps;
    }
  }

  private final Map<String, Time> times = new LinkedHashMap<>();

  private LayerClock() {}

  static LayerClock on(NeuralNetwork network) {
    LayerClock clock = new LayerClock();
    if (network instanceof ComputationGraph graph) {
      for (GraphVertex vertex : graph.getVertices()) {
        if (vertex instanceof LayerVertex layer) {
          layer.setLayer(clock.watched(layer.getVertexName(), layer.getLayer()));
        }
      }
    } else {
      Layer[] layers = ((MultiLayerNetwork) network).getLayers();
      for (int i = 0; i < layers.length; i++) {
        layers[i] = clock.watched(i + " " + layers[i].getClass().getSimpleName(), layers[i]);
      }
    }
    return clock;
  }

  /** Times by layer, in the network's order. */
  Map<String, Time> times() {
    return times;
  }

  void reset() {
    times.replaceAll((name, time) -> new Time());
  }

  private Layer watched(String name, Layer layer) {
    times.put(name, new Time());
    Class<?>[] types =
        layer instanceof IOutputLayer
            ? new Class<?>[] {Layer.class, IOutputLayer.class}
            : new Class<?>[] {Layer.class};
    return (Layer)
        Proxy.newProxyInstance(
            LayerClock.class.getClassLoader(),
            types,
            (proxy, method, arguments) -> timed(name, layer, method, arguments));
  }

  private Object timed(String name, Layer layer, Method method, Object[] arguments)
      throws Throwable {
    long begin = System.nanoTime();
    try {
      return method.invoke(layer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      book(times.get(name), method.getName(), System.nanoTime() - begin);
    }
  }

  private static void book(Time time, String method, long nanos) {
    switch (method) {
      case "activate", "computeScore" -> time.forward += nanos;
      case "backpropGradient" -> time.backward += nanos;
      default -> {
        // Settings and questions cost nothing worth a row.
      }
    }
  }
}
