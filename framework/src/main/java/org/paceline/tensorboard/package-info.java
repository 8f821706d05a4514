/** A run's curves as TensorBoard reads them. */
package org.paceline.tensorboard;
