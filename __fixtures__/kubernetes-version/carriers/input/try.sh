#!/bin/sh
kind create cluster --image kindest/node:v1.27.3
