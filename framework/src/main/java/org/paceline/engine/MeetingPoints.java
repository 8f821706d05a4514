package org.paceline.engine;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;

/** The vertices of a graph whose output several others take, so that their gradients meet there. */
final class MeetingPoints {

  private MeetingPoints() {}

  /** Lets gradients that meet pass bare wherever all that are concerned understand that. */
  static void open(GraphVertex[] vertices) {
    for (GraphVertex vertex : vertices) {
      VertexIndices[] takers = vertex.getOutputVertices();
      if (takers != null
          && takers.length > 1
          && layer(vertex) instanceof FastActivation activation
          && Arrays.stream(takers).allMatch(taker -> understands(vertices, taker))) {
        activation.isMeetingPoint();
        Arrays.stream(takers).forEach(taker -> tell(vertices, taker));
      }
    }
  }

  private static boolean understands(GraphVertex[] vertices, VertexIndices taker) {
    GraphVertex vertex = vertices[taker.getVertexIndex()];
    return vertex instanceof FastSum
        || (vertex instanceof LayerVertex taking
            && taking.getLayerPreProcessor() == null
            && taking.getLayer() instanceof FastConvolution);
  }

  private static void tell(GraphVertex[] vertices, VertexIndices taker) {
    GraphVertex vertex = vertices[taker.getVertexIndex()];
    if (vertex instanceof FastSum sum) {
      sum.meetOthers(taker.getVertexEdgeNumber());
    } else if (layer(vertex) instanceof FastConvolution convolution) {
      convolution.meetOthers();
    }
  }

  private static Layer layer(GraphVertex vertex) {
    return vertex.hasLayer() ? vertex.getLayer() : null;
  }
}
