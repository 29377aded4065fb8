#!/bin/sh
helm upgrade --install istio-base istio/base --namespace istio-system --version 1.23.2
helm upgrade --install shop-base shop/base
