import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from nghitrinh.record.kernel.migrating import CreateTables


class Migration(migrations.Migration):
    """The tables of 0001 to 0005 as they are after them, for a new home; one that has some of these applies the rest."""

    initial = True

    replaces = [
        ("record", "0001_initial"),
        ("record", "0002_one_term_of_a_number"),
        ("record", "0003_edit_for_revision"),
        ("record", "0004_public_revision"),
        ("record", "0005_journal_row"),
    ]

    dependencies = [
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('username', models.CharField(max_length=80, unique=True, verbose_name='tên đăng nhập')),
                ('post', models.CharField(max_length=200, verbose_name='chức vụ')),
                ('is_active', models.BooleanField(default=True)),
                ('is_administrator', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActContent',
            fields=[
                ('seq', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('content', models.TextField(null=True)),
                ('salt', models.CharField(max_length=64, null=True)),
            ],
            options={
                'db_table': 'record_act_content',
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=500)),
                ('public_title', models.CharField(blank=True, max_length=300)),
                ('public_title_approved', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Chờ họp'), ('concluded', 'Đã kết luận'), ('withdrawn', 'Rút khỏi chương trình')], default='open', max_length=12)),
            ],
            options={
                'ordering': ('meeting', 'position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('key', models.UUIDField()),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_text', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ('point', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('key', models.UUIDField()),
                ('position', models.PositiveSmallIntegerField()),
                ('quantity', models.CharField(max_length=200)),
                ('low', models.DecimalField(decimal_places=4, max_digits=20)),
                ('high', models.DecimalField(decimal_places=4, max_digits=20)),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('exact', models.BooleanField(default=True)),
                ('as_of', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'ordering': ('point', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('kind', models.CharField(choices=[('notice', 'Thông báo kết luận')], default='notice', max_length=20)),
                ('title', models.CharField(max_length=500)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('signer', models.CharField(max_length=200)),
                ('recipients', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'Dự thảo'), ('checked', 'Đã kiểm tra thể thức'), ('signed', 'Đã ký'), ('issued', 'Đã ban hành'), ('withdrawn', 'Đã thu hồi')], max_length=12)),
                ('issued_on', models.DateField(blank=True, null=True)),
                ('current', models.PositiveSmallIntegerField(default=1)),
                ('stale_reason', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ('-recorded_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Journal',
            fields=[
                ('seq', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('at', models.CharField(max_length=40)),
                ('actor', models.CharField(max_length=80)),
                ('act', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=120)),
                ('owner', models.CharField(blank=True, max_length=36)),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], max_length=12)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('rows', models.CharField(blank=True, max_length=64)),
                ('commitment', models.CharField(max_length=64)),
                ('prev', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'record_journal',
                'ordering': ('seq',),
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('name', models.CharField(max_length=300)),
                ('kind', models.CharField(default='hội nghị', max_length=60)),
                ('form', models.CharField(choices=[('room', 'Họp trực tiếp'), ('written', 'Lấy ý kiến bằng văn bản')], default='room', max_length=10)),
                ('state', models.CharField(choices=[('planned', 'Dự kiến'), ('convened', 'Đã triệu tập'), ('open', 'Đang họp'), ('closed', 'Đã kết thúc'), ('cancelled', 'Đã hủy')], max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('has_time', models.BooleanField(default=True)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('entered_past', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ('-starts_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('post', models.CharField(max_length=200)),
                ('voting', models.BooleanField(default=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('sequence', models.PositiveIntegerField(unique=True)),
                ('released_at', models.DateTimeField()),
                ('as_of', models.DateField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('-sequence',),
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('kind', models.CharField(choices=[('page', 'Trang đã đăng'), ('document', 'Văn bản'), ('table', 'Bảng tính'), ('illustrative', 'Minh họa')], max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('text', models.TextField(blank=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('title', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('reviewed', 'Đã soát'), ('approved', 'Đã duyệt'), ('issued', 'Đã ban hành')], max_length=12)),
                ('current', models.PositiveSmallIntegerField(default=1)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='record.agendaitem')),
            ],
            options={
                'ordering': ('item__meeting', 'item__position', 'id'),
            },
        ),
        migrations.CreateModel(
            name='DecisionRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('authority', models.CharField(blank=True, max_length=300)),
                ('is_correction', models.BooleanField(default=False)),
                ('written_by', models.CharField(max_length=80)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='record.decision')),
            ],
            options={
                'ordering': ('decision', 'number'),
            },
        ),
        migrations.CreateModel(
            name='InstrumentRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('authority', models.CharField(blank=True, max_length=300)),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='record.instrument')),
            ],
            options={
                'ordering': ('instrument', 'number'),
            },
        ),
        migrations.CreateModel(
            name='IssuedDecision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('decision_number', models.PositiveSmallIntegerField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_in', to='record.decision')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='record.instrumentrevision')),
            ],
        ),
        migrations.CreateModel(
            name='JournalRow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=40)),
            ],
            options={
                'db_table': 'record_journal_row',
                'indexes': [models.Index(fields=['seq'], name='record_jour_seq_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'seq'), name='a_line_names_a_row_once')],
            },
        ),
        migrations.CreateModel(
            name='LegislativeTerm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.CharField(max_length=12)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='record.body')),
            ],
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='locations', to='record.body')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FigurePlace',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.figure')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.location')),
            ],
        ),
        migrations.AddField(
            model_name='figure',
            name='places',
            field=models.ManyToManyField(related_name='+', through='record.FigurePlace', to='record.location'),
        ),
        migrations.AddField(
            model_name='instrument',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instruments', to='record.meeting'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='record.meeting'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('role', models.CharField(choices=[('chair', 'Chủ trì'), ('member', 'Thành viên'), ('invited', 'Được mời'), ('excused', 'Vắng có lý do')], max_length=10)),
                ('post', models.CharField(max_length=300)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='record.meeting')),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.membership')),
            ],
            options={
                'ordering': ('recorded_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=80)),
                ('kind', models.CharField(choices=[('standing_committee', 'Ban Thường vụ'), ('executive_committee', 'Ban Chấp hành'), ('party_civil_affairs', 'Ban cán sự đảng'), ('peoples_council', 'Hội đồng nhân dân'), ('peoples_committee', 'Ủy ban nhân dân'), ('department', 'Sở, ban, ngành'), ('district', 'Huyện, thị, thành ủy'), ('ministry', 'Bộ, cơ quan trung ương'), ('other', 'Cơ quan khác')], max_length=30)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organizations', to='record.body')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='record.organization'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('title', models.CharField(max_length=300)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('reading', models.JSONField()),
                ('amendments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('open', 'Đang soát'), ('accepted', 'Đã nhận'), ('discarded', 'Đã bỏ')], max_length=12)),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='record.meeting')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'ordering': ('-recorded_at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='instrument',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('role', models.CharField(choices=[('secretary', 'Thư ký'), ('chair', 'Chủ trì'), ('member', 'Ủy viên'), ('reader', 'Người đọc nội bộ'), ('officer', 'Cán bộ cơ quan được giao')], max_length=12)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='record.organization')),
            ],
        ),
        migrations.AddField(
            model_name='decision',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.CreateModel(
            name='ChargeBody',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('charge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.charge')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.organization')),
            ],
        ),
        migrations.AddField(
            model_name='charge',
            name='report_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.AddField(
            model_name='charge',
            name='responsible',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.AddField(
            model_name='charge',
            name='through',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.AddField(
            model_name='charge',
            name='with_bodies',
            field=models.ManyToManyField(related_name='+', through='record.ChargeBody', to='record.organization'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='presenter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='presented', to='record.organization'),
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('title', models.CharField(max_length=500)),
                ('kind', models.CharField(choices=[('submission', 'Tờ trình'), ('report', 'Báo cáo'), ('scheme', 'Đề án'), ('draft_text', 'Dự thảo')], max_length=20)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('submitted', 'Đã nộp'), ('accepted', 'Đủ hồ sơ'), ('returned', 'Trả lại'), ('withdrawn', 'Đã rút')], max_length=12)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='record.organization')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'ordering': ('-recorded_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='record.agendaitem')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='record.paper')),
            ],
        ),
        migrations.CreateModel(
            name='PaperRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('body', models.TextField(blank=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('submitted_on', models.DateField()),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='record.paper')),
            ],
            options={
                'ordering': ('paper', 'number'),
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='record.paperrevision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='record.person'),
        ),
        migrations.CreateModel(
            name='Point',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('key', models.UUIDField()),
                ('position', models.PositiveSmallIntegerField()),
                ('outcome', models.CharField(choices=[('agreed', 'Thống nhất'), ('agreed_in_principle', 'Cơ bản nhất trí'), ('opinion_given', 'Đã cho ý kiến'), ('complete_and_submit', 'Hoàn thiện, báo cáo'), ('deferred', 'Để lại kỳ sau'), ('returned', 'Trả lại'), ('refused', 'Không đồng ý'), ('noted', 'Ghi nhận')], max_length=24)),
                ('text', models.TextField()),
                ('submit_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='record.decisionrevision')),
            ],
            options={
                'ordering': ('version', 'position'),
            },
        ),
        migrations.AddField(
            model_name='figure',
            name='point',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='record.point'),
        ),
        migrations.AddField(
            model_name='charge',
            name='point',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='record.point'),
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField()),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('public_revision', models.PositiveIntegerField()),
                ('released_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject_kind', 'subject_id'), name='one_publication_per_object')],
            },
        ),
        migrations.CreateModel(
            name='Register',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('symbol', models.CharField(max_length=30)),
                ('starts_at', models.PositiveIntegerField(default=1)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registers', to='record.organization')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.legislativeterm')),
            ],
        ),
        migrations.AddField(
            model_name='instrument',
            name='register',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instruments', to='record.register'),
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('position', models.PositiveSmallIntegerField()),
                ('side', models.CharField(choices=[('a', 'Bên thứ nhất'), ('b', 'Bên thứ hai'), ('other', 'Giá trị khác')], max_length=6)),
                ('value', models.CharField(max_length=300)),
                ('reason', models.CharField(max_length=500)),
                ('decided_by', models.CharField(max_length=80)),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='record.intake')),
            ],
            options={
                'ordering': ('intake', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=80)),
                ('starts_at', models.PositiveIntegerField(default=1)),
                ('numbered', models.BooleanField(default=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='series', to='record.organization')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.legislativeterm')),
            ],
        ),
        migrations.CreateModel(
            name='NumberGap',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=300)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gaps', to='record.series')),
            ],
        ),
        migrations.CreateModel(
            name='Convening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('number_reason', models.CharField(blank=True, max_length=500)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='convenings', to='record.meeting')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='convenings', to='record.organization')),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='convenings', to='record.series')),
            ],
        ),
        migrations.CreateModel(
            name='Provenance',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('field', models.CharField(max_length=60)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='record.source')),
            ],
        ),
        migrations.AddField(
            model_name='meeting',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source'),
        ),
        migrations.AddField(
            model_name='instrument',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source'),
        ),
        migrations.AddField(
            model_name='figure',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source'),
        ),
        migrations.AddField(
            model_name='decision',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source'),
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('draft', 'Đang soạn'), ('submitted', 'Chờ đăng'), ('released', 'Đã đăng'), ('withdrawn', 'Đã rút')], max_length=12)),
                ('current', models.PositiveSmallIntegerField(default=1)),
                ('released', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('stale_reason', models.CharField(blank=True, max_length=500)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='record.meeting')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'ordering': ('-recorded_at', 'id'),
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source'),
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('happened_on', models.DateField()),
                ('legal_act', models.CharField(max_length=300)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SuccessionLink',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='succeeds', to='record.organization')),
                ('old', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='succeeded_by', to='record.organization')),
                ('succession', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='record.succession')),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('level', models.CharField(choices=[('public', 'Công khai'), ('internal', 'Nội bộ'), ('restricted', 'Hạn chế')], default='internal', max_length=12)),
                ('point_key', models.UUIDField(blank=True, null=True)),
                ('charge_key', models.UUIDField(blank=True, null=True, unique=True)),
                ('reference', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_text', models.CharField(blank=True, max_length=120)),
                ('assigned_on', models.DateField()),
                ('state', models.CharField(choices=[('assigned', 'Đã giao'), ('accepted', 'Đang làm'), ('reported', 'Đã báo cáo'), ('confirmed', 'Đã xong'), ('returned', 'Làm lại'), ('cancelled', 'Thôi giao')], max_length=12)),
                ('finished_on', models.DateField(blank=True, null=True)),
                ('result', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('addressee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='record.decision')),
                ('moved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='record.succession')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('report_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.organization')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='record.organization')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
                ('through', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks_through', to='record.organization')),
            ],
            options={
                'ordering': (models.OrderBy(models.F('due_on'), nulls_last=True), 'id'),
            },
        ),
        migrations.CreateModel(
            name='TaskBody',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.organization')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='record.task')),
            ],
        ),
        migrations.AddField(
            model_name='task',
            name='with_bodies',
            field=models.ManyToManyField(related_name='tasks_with', through='record.TaskBody', to='record.organization'),
        ),
        migrations.CreateModel(
            name='TaskReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('text', models.TextField()),
                ('reported_on', models.DateField()),
                ('reported_by', models.CharField(max_length=80)),
                ('answer', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.source')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='record.task')),
            ],
            options={
                'ordering': ('task', 'recorded_at'),
            },
        ),
        migrations.CreateModel(
            name='ArticleRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('edit', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('lead', models.TextField(blank=True)),
                ('body', models.TextField()),
                ('byline', models.CharField(blank=True, max_length=200)),
                ('image', models.CharField(blank=True, max_length=200)),
                ('image_alt', models.CharField(blank=True, max_length=500)),
                ('image_caption', models.CharField(blank=True, max_length=500)),
                ('links', models.JSONField(default=dict)),
                ('unlinked_seen', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('authority', models.CharField(blank=True, max_length=300)),
                ('written_by', models.CharField(max_length=80)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='record.article')),
            ],
            options={
                'ordering': ('article', 'number'),
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='one_article_revision_of_a_number')],
            },
        ),
        migrations.AddConstraint(
            model_name='decisionrevision',
            constraint=models.UniqueConstraint(fields=('decision', 'number'), name='one_decision_revision_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='legislativeterm',
            constraint=models.UniqueConstraint(fields=('body', 'number'), name='one_term_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'organization', 'role'), name='one_live_grant'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.UniqueConstraint(fields=('paper', 'item'), name='one_appearance_under_an_item'),
        ),
        migrations.AddConstraint(
            model_name='paperrevision',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='one_version_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='register',
            constraint=models.UniqueConstraint(fields=('organization', 'term', 'symbol'), name='one_register_of_a_symbol'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.UniqueConstraint(fields=('intake', 'position'), name='one_ruling_on_a_contradiction'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('organization', 'term', 'name'), name='one_series_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='numbergap',
            constraint=models.UniqueConstraint(fields=('series', 'number'), name='one_gap_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='convening',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('series', 'number'), name='one_meeting_of_a_number'),
        ),
        migrations.AddIndex(
            model_name='provenance',
            index=models.Index(fields=['subject_kind', 'subject_id'], name='record_prov_subject_ef3be8_idx'),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('owner', 'digest'), name='one_intake_of_the_same_bytes'),
        ),
        migrations.AddConstraint(
            model_name='instrument',
            constraint=models.UniqueConstraint(condition=models.Q(('number__isnull', False)), fields=('register', 'number'), name='one_instrument_of_a_number'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.CheckConstraint(condition=models.Q(('high__gte', models.F('low'))), name='figure_high_not_below_low'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('item',), name='one_decision_on_an_item'),
        ),
    ])]
