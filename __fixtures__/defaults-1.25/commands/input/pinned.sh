#!/bin/sh
helm upgrade -i istio-cni istio/cni -n istio-system --version 1.24.3 --set ambient.dnsCapture=false --set cni.cniBinDir=/opt/cni
