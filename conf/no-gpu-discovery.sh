#!/bin/sh
# Discovery script for a machine without a card in a pool where others have one: Spark starts executors only where
# it finds what the application asks for, so this names a place for one executor, and no card (docs/gpu.md).
printf '{"name":"gpu","addresses":["none"]}\n'
