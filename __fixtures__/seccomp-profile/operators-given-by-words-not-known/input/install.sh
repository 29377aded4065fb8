#!/bin/bash
gather() {
  local flags="-f base.yaml"
  for option in $(list_options); do flags="${flags} -f ${option}"; done
  echo "${flags}"
}
retry 5 istioctl install $(gather)
