package org.paceline.engine;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * Images that lie in memory with their channels last, [N, H, W, C], and are shown to DL4J as [N, C,
 * H, W] by their strides. oneDNN convolves, pools and normalises them without reordering; any other
 * layer sees an ordinary array.
 */
final class ChannelsLast {

  private ChannelsLast() {}

  /** Views images as [N, H, W, C]; those that lie otherwise, or are of another type, are copied. */
  static INDArray of(INDArray shown, LayerWorkspaceMgr workspaces, ArrayType type) {
    INDArray images = shown.permute(0, 2, 3, 1);
    if (shown.dataType() == DataType.FLOAT && Shape.hasDefaultStridesForShape(images)) {
      return images.reshape('c', images.shape());
    }
    INDArray copy = create(workspaces, type, images.shape());
    copy.assign(images);
    return copy;
  }

  /** New images of shape [N, H, W, C], not yet set. */
  static INDArray create(LayerWorkspaceMgr workspaces, ArrayType type, long... shape) {
    return workspaces.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  /** Shows images to DL4J as [N, C, H, W]. */
  static INDArray shown(INDArray images) {
    return images.permute(0, 3, 1, 2);
  }

  /**
   * Hands a gradient on. One that meets others at a graph's vertex goes bare, as [N, H, W, C]: DL4J
   * adds those that meet, and takes forty times as long for arrays that are shown by their strides.
   */
  static INDArray passed(INDArray images, boolean bare) {
    return bare ? images : shown(images);
  }

  /** Views an array without gaps as a vector, on which operations are fastest. */
  static INDArray flat(INDArray array) {
    return array.reshape('c', new long[] {array.length()});
  }
}
