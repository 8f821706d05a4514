/**
 * Data sets as addressable examples: the CIFAR binary formats, folders of images and a generated
 * set, with standardisation and augmentation.
 */
package org.paceline.data;
