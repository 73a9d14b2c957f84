systemctl daemon-reload
systemctl enable --quiet goferry-alarm.timer
systemctl restart goferry-alarm.timer
systemctl start goferry-alarm.service
