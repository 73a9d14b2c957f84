"""What speaks when no window is open: a small program on the server, which systemd starts.

`goferry-alarm.timer` starts it every 15 seconds (`resources/alarm`); it looks, tells and ends.
It follows each unit in /etc/systemd/system whose first line begins with “# Written by GoFerry”. So
whatever else makes units needs no word of it: a oneshot called `goferry-backup-SERVICE.service`
that fails is told as a failed backup, and its next success as the end of that. With
`OnFailure=goferry-alarm.service` it is told at once; where no alarm is set, systemd passes over it.
"""
